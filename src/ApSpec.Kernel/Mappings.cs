using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// How type1 finds the mapping that a pin is filed under. It looks for any that overlaps a page's length from the pinned address on
/// (drivers/vfio/vfio_iommu_type1.c vfio_find_dma, vfio_iommu_type1_pin_pages): for an address inside its page, also the mapping behind it. User space
/// maps each page alone here, in the order of the scope, so of two neighbours that which has been mapped longer is the root of the tree and found first.
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

    /// <summary>True when it cannot be told under which mapping an address inside this page is filed: of more than two, the tree is not followed.</summary>
    public static bool IsUnknown(ImmutableArray<uint> pages, uint page) => pages.Length > 2 && pages.Contains(page + 1);
}
