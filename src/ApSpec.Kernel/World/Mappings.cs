using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// How type1 finds the mapping that a pin belongs to (drivers/vfio/vfio_iommu_type1.c vfio_find_dma, vfio_iommu_type1_pin_pages). It looks
/// for any mapping that overlaps one page length from the pinned address on. For an address inside its page the next mapping overlaps, too.
/// User space maps each page separately here, in the order of the scope. So of two neighbours the older mapping is the root of the tree, and is
/// found first.
/// </summary>
internal static class Mappings
{
    /// <summary>The places of two neighbours, if a scope's pages are just these; null for any other.</summary>
    public static (int Lower, int Upper)? PairOf(Scope scope)
    {
        if (scope.Pages.Length != 2)
            return null;
        return scope.Pages[0] + 1 == scope.Pages[1] ? (0, 1) : scope.Pages[1] + 1 == scope.Pages[0] ? (1, 0) : null;
    }

    /// <summary>True when it is unknown which mapping an address inside this page belongs to: with more than two pages the tree is not modelled.</summary>
    public static bool IsUnknown(ImmutableArray<uint> pages, uint page) => pages.Length > 2 && pages.Contains(page + 1);
}
