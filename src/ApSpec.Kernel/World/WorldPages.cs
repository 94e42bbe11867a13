using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>Pins of guest pages; the VFIO container keeps them under its own lock.</content>
public sealed partial class World
{
    /// <summary>The mdev that has left its VFIO group in the running call, before the driver is called; -1 for none.</summary>
    internal int LeavingMdev => Thread.Call.LeavingMdev;

    // Until v5.19 the driver passes the device, which the mdev core frees even if the driver's remove failed.
    private const string GroupFromDevice = "vfio_group_get_from_dev";

    [KernelFunction("vfio_pin_pages")]
    internal async KernelTask<bool> PinPage(Mdev mdev, uint iova, string function, int line)
    {
        if (mdev.IsBad(out var kind))
            await mdev.Bad(kind, function, line);
        if (OpenVfio is null && Get(Layout.Observation.Mdevs[mdev.Index].Life) == (uint)MdevLife.Orphaned)
            await Fatal(FaultKind.UseAfterFree, $"m{mdev.Index}", GroupFromDevice, 0);
        if (IsClosedTo(mdev, nameof(PinPage), function, line))
            return false;
        var place = Scope.Pages.IndexOf(iova >> 12);
        var isDropped = IsDropped(EffectKind.Register, function, line);
        await IommuLock(mdev.Index).Lock();
        var isPinned = IsHeard(mdev) && place >= 0;
        if (isPinned && !isDropped)
        {
            Increment(Layout.Observation.Mdevs[mdev.Index].Pins[place], "pins");
            if (IsInside(iova) && Mappings.IsUnknown(Scope.Pages, iova >> 12))
                Log.CutOff("an address inside one of more than two pages, with a mapping behind it");
            if (IsInside(iova))
                Increment(Layout.Mdevs[mdev.Index].PinsInside[place], "pins");
        }

        await Done();
        await IommuLock(mdev.Index).Unlock();
        return isPinned;
    }

    [KernelFunction("vfio_unpin_pages")]
    internal async KernelTask UnpinPage(Mdev mdev, uint iova, string function, int line)
    {
        if (mdev.IsBad(out var kind))
            await mdev.Bad(kind, function, line);
        if (OpenVfio is null && Get(Layout.Observation.Mdevs[mdev.Index].Life) == (uint)MdevLife.Orphaned)
            await Fatal(FaultKind.UseAfterFree, $"m{mdev.Index}", GroupFromDevice, 0);
        if (IsClosedTo(mdev, nameof(UnpinPage), function, line))
            return;
        var place = Scope.Pages.IndexOf(iova >> 12);
        var isDropped = IsDropped(EffectKind.Unregister, function, line);
        await IommuLock(mdev.Index).Lock();
        if (place >= 0 && !isDropped)
            DropPin(mdev.Index, place, IsInside(iova));
        await Done();
        await IommuLock(mdev.Index).Unlock();
    }

    /// <summary>
    /// True for an address that is not the first of its page. From v6.0 on VFIO finds a pin by the exact address
    /// (drivers/vfio/vfio_iommu_type1.c vfio_find_vpfn), and a NIB may be anywhere in its page. The exact offset does not matter: only the driver
    /// that saved the address unpins it.
    /// </summary>
    internal static bool IsInside(uint iova) => (iova & 0xfff) != 0;

    private void DropPin(int m, int place, bool isInside)
    {
        var pins = Layout.Observation.Mdevs[m].Pins[place];
        var inside = Layout.Mdevs[m].PinsInside[place];
        if (isInside ? !Decrement(inside) : Get(pins) == Get(inside))
            return;
        Decrement(pins);
    }

    /// <summary>The place of the lowest page of a range that is pinned for an mdev; -1 for none.</summary>
    internal int FirstPinned(int m, uint firstPage, int pages)
    {
        var first = -1;
        for (var i = 0; i < Scope.Pages.Length; i++)
        {
            var page = Scope.Pages[i];
            if (page >= firstPage && page < firstPage + pages && Get(Layout.Observation.Mdevs[m].Pins[i]) > 0
                && (first < 0 || page < Scope.Pages[first]))
            {
                first = i;
            }
        }

        return first;
    }

    /// <summary>
    /// True when VFIO may notify a device of an unmap of a range: a page of it is pinned, or the page before it, since the pins of that may belong
    /// to this mapping (<see cref="Mappings"/>).
    /// </summary>
    internal bool IsUnmapHeard(int m, uint firstPage, int pages)
    {
        var pins = Layout.Observation.Mdevs[m].Pins;
        for (var i = 0; i < Scope.Pages.Length; i++)
        {
            var page = Scope.Pages[i];
            if (page < firstPage || page >= firstPage + pages)
                continue;
            if (Get(pins[i]) > 0 || (Scope.Pages.IndexOf(page - 1) is >= 0 and var before && Get(pins[before]) > 0))
                return true;
        }

        return false;
    }

    /// <summary>The place of the lowest page of a range with pins in its mapping; -1 for none.</summary>
    internal int FirstFiled(int m, uint firstPage, int pages)
    {
        if (PairFiledAbove(m) is not { } pair || Get(Layout.Mdevs[m].PinsInside[pair.Lower]) == 0)
            return FirstPinned(m, firstPage, pages);
        var pins = Layout.Observation.Mdevs[m].Pins[pair.Lower];
        var hasLower = Get(pins) > Get(Layout.Mdevs[m].PinsInside[pair.Lower]);
        return hasLower && IsIn(pair.Lower) ? pair.Lower : IsIn(pair.Upper) ? pair.Upper : -1;

        bool IsIn(int place) => Scope.Pages[place] >= firstPage && Scope.Pages[place] < firstPage + pages;
    }

    /// <summary>A range was unmapped and mapped again at once.</summary>
    internal void NoteMappedAnew(int m, uint firstPage, int pages)
    {
        if (Mappings.PairOf(Scope) is null)
            return;
        var (first, second) = (IsIn(0), IsIn(1));
        if (first || second)
            Set(Layout.Mdevs[m].MappedAnew, first && !second ? 1u : 0);

        bool IsIn(int place) => Scope.Pages[place] >= firstPage && Scope.Pages[place] < firstPage + pages;
    }

    // The older mapping of the two is the root: pins inside the lower page then belong to the upper mapping.
    private (int Lower, int Upper)? PairFiledAbove(int m) =>
        Mappings.PairOf(Scope) is { } pair && Get(Layout.Mdevs[m].MappedAnew) == pair.Upper ? pair : null;

    // Until v6.0 a container without an IOMMU notifier pins nothing: -EINVAL (5.10.262 vfio_iommu_type1_pin_pages).
    private bool IsHeard(Mdev mdev) => OpenVfio is not null || Get(Layout.Observation.Mdevs[mdev.Index].IommuNotifier) != 0;

    // From v6.0 on the core warns and does nothing for a device that is not open (drivers/vfio/vfio_main.c).
    private bool IsClosedTo(Mdev mdev, string what, string function, int line)
    {
        if (OpenVfio is null)
            return LeavingMdev == mdev.Index; // it has left its group: vfio_group_get_from_dev finds none
        if (Get(Layout.Observation.Mdevs[mdev.Index].Opens) > 0)
            return false;
        // vfio_assert_device_open() warns, and so does its caller, except the pin of 6.1.
        for (var warnings = what == nameof(PinPage) ? OpenVfio.WarningsOfPin : 2; warnings > 0; warnings--)
            Report(FaultKind.Warning, $"{what}: the device is not open", function, line);
        return true;
    }
}
