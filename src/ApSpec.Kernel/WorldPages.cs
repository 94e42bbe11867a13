using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>Pins of guest pages, kept by the VFIO container under its own lock.</content>
public sealed partial class World
{
    /// <summary>The mdev whose device left its VFIO group in the running call, before its driver hears of it; -1 for none.</summary>
    internal int LeavingMdev { get; set; } = -1;

    // Until v5.19 the driver names the device, which the mdev core freed whatever the driver's remove said.
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
    /// True for an address that is not its page's first. From v6.0 on VFIO finds a pin by the address it was made at
    /// (drivers/vfio/vfio_iommu_type1.c vfio_find_vpfn), and a NIB lies anywhere in its page. Which of the other addresses it is makes no difference:
    /// each of these is unpinned only by the driver that saved it.
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

    /// <summary>The lowest page of a range that is pinned for an mdev, by its place; -1 for none.</summary>
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

    // Until v6.0 a container without an IOMMU notifier pins nothing: -EINVAL (5.10.262 vfio_iommu_type1_pin_pages).
    private bool IsHeard(Mdev mdev) => OpenVfio is not null || Get(Layout.Observation.Mdevs[mdev.Index].IommuNotifier) != 0;

    // From v6.0 on the core does nothing for a device that nobody has open, and says so (drivers/vfio/vfio_main.c).
    private bool IsClosedTo(Mdev mdev, string what, string function, int line)
    {
        if (OpenVfio is null)
            return LeavingMdev == mdev.Index; // it is in no group any more: vfio_group_get_from_dev finds none
        if (Get(Layout.Observation.Mdevs[mdev.Index].Opens) > 0)
            return false;
        Report(FaultKind.Warning, $"{what}: the device is not open", function, line);
        return true;
    }
}
