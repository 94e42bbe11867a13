using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// VFIO and kvm-vfio of the open_device era: the group's guest is passed to the driver when the first descriptor of the device is opened
/// (drivers/vfio/vfio_main.c, group.c, vfio_iommu_type1.c; virt/kvm/vfio.c).
/// </summary>
internal sealed class OpenDeviceVfio(World world, OpenDeviceEraDriver driver)
{
    /// <summary>How often <c>vfio_dma_do_unmap</c> asks again.</summary>
    public const int RoundsMax = 10;

    private readonly OpenDeviceFacts facts = driver.Facts;

    /// <summary>As <see cref="OpenDeviceFacts.WarnsOfAlertMask"/>.</summary>
    public bool WarnsOfAlertMask => facts.WarnsOfAlertMask;

    /// <summary>How often VFIO warns of a pin for a device that is not open: 6.1 once, 6.12 twice.</summary>
    public int WarningsOfPin => facts.HoldsModuleEach ? 1 : 2;

    private ObservationLayout Layout => world.Layout.Observation;

    /// <summary><c>vfio_df_open</c>, by way of <c>vfio_df_group_open</c>.</summary>
    [KernelFunction("vfio_df_open")]
    public async KernelTask<Errno> Open(int m)
    {
        var fields = Layout.Mdevs[m];
        var error = Errno.Ok;
        var isFirst = world.Get(fields.Opens) == 0;
        var holdsModule = isFirst || facts.HoldsModuleEach;
        if (holdsModule)
            world.Increment(Layout.World.ModuleRefs, "module_refs");
        isFirst = await LockDevice(m, onlyFirst: true); // another open may have been first meanwhile
        world.Increment(fields.Opens, "opens");
        if (isFirst)
        {
            TakeGuest(m);
            error = await FirstOpen(m);
        }

        if (error != Errno.Ok)
        {
            world.Set(fields.Opens, 0);
            await DropGuest(m);
        }

        await UnlockDevice(m, isFirst);
        if (error != Errno.Ok)
            world.Decrement(Layout.World.ModuleRefs);
        return error;
    }

    /// <summary><c>vfio_df_close</c>, by way of <c>vfio_df_group_close</c>; true when it was the last.</summary>
    [KernelFunction("vfio_df_close")]
    public async KernelTask<bool> Close(int m)
    {
        var opens = Layout.Mdevs[m].Opens;
        await LockDevice(m);
        var isLast = world.Get(opens) == 1;
        if (isLast)
        {
            await driver.CloseDevice(new Mdev(world, (uint)m + 1));
            await ChangeList(m);
        }

        world.Decrement(opens);
        if (isLast)
            await DropGuest(m);
        await UnlockDevice(m);
        if (isLast || facts.HoldsModuleEach)
            world.Decrement(Layout.World.ModuleRefs);
        return isLast;
    }

    /// <summary><c>vfio_group_set_kvm</c>: under the group's lock, until 2b48f52f2bff gave the pointer its own spin lock.</summary>
    [KernelFunction("vfio_group_set_kvm")]
    public async KernelTask SetGroupKvm(int m, uint kvm)
    {
        if (facts is { LocksGroup: true, HoldsGuest: false })
            await world.GroupLock(m).Lock();
        world.Set(Layout.Mdevs[m].GroupKvm, kvm);
        if (facts is { LocksGroup: true, HoldsGuest: false })
            await world.GroupLock(m).Unlock();
    }

    /// <summary>
    /// <c>kvm_vfio_update_coherency</c>, called whenever a group is added or deleted, for each listed group; until v6.2 it looks at the
    /// container under the group's lock.
    /// </summary>
    [KernelFunction("kvm_vfio_update_coherency")]
    public async KernelTask AskCoherency(int k)
    {
        if (facts is not { LocksGroup: true, HoldsGuest: false })
            return;
        for (var m = 0; m < world.Scope.Mdevs; m++)
        {
            if (world.Get(Layout.Kvms[k].Groups[m]) == 0)
                continue;
            await world.GroupLock(m).Lock();
            await world.IommuLock(m).Lock();
            await world.IommuLock(m).Unlock();
            await world.GroupLock(m).Unlock();
        }
    }

    /// <summary><c>kvm_vfio_release</c>, before 51cdc8bc120e <c>kvm_vfio_destroy</c>.</summary>
    public async KernelTask ReleaseGroups(int k)
    {
        for (var m = 0; m < world.Scope.Mdevs; m++)
        {
            if (world.Get(Layout.Kvms[k].Groups[m]) == 0)
                continue;
            await SetGroupKvm(m, 0);
            world.Set(Layout.Kvms[k].Groups[m], 0);
        }
    }

    /// <summary><c>kvm_device_release</c> of the kvm-vfio descriptor.</summary>
    [KernelFunction("kvm_device_release")]
    public async KernelTask CloseKvmVfio(int k)
    {
        if (!facts.ReleasesGroups)
            return;
        await world.KvmLock(k).Lock();
        await ReleaseGroups(k);
        await world.KvmLock(k).Unlock();
    }

    /// <summary>
    /// <c>vfio_dma_do_unmap</c>, <c>vfio_notify_dma_unmap</c>: calls the devices for each page as long as the page is pinned, with the list's lock
    /// held and the container's dropped; BUG() when it is still pinned after eleven rounds. User space maps each page separately.
    /// </summary>
    [KernelFunction("vfio_dma_do_unmap")]
    public async KernelTask Unmap(int m, uint firstPage, int pages)
    {
        await world.IommuLock(m).Lock();
        var (asked, rounds) = (-1, 0);
        while (world.FirstFiled(m, firstPage, pages) is >= 0 and var place)
        {
            rounds = place == asked ? rounds + 1 : 0;
            asked = place;
            if (rounds > RoundsMax)
                await world.Fatal(FaultKind.Bug, "++retries > 10", "vfio_dma_do_unmap", 0);
            await world.DeviceListLock(m).Lock();
            await world.IommuLock(m).Unlock();
            await driver.DmaUnmap(new Mdev(world, (uint)m + 1), world.Scope.Pages[place] << 12, 1 << 12);
            await world.DeviceListLock(m).Unlock();
            await world.IommuLock(m).Lock();
        }

        world.NoteMappedAnew(m, firstPage, pages);
        await world.IommuLock(m).Unlock();
    }

    // Newer cores take the group's lock first. Older ones take the device set's lock first, and the group's only around calls of the driver, or a close.
    // True when the device has no descriptor yet.
    private async KernelTask<bool> LockDevice(int m, bool onlyFirst = false, [CallerMemberName] string function = "")
    {
        if (facts is { LocksGroup: true, HoldsGuest: true })
            await world.GroupLock(m).Lock(function);
        await world.DevSetLock(m).Lock(function);
        var isFirst = world.Get(Layout.Mdevs[m].Opens) == 0;
        if (facts is { LocksGroup: true, HoldsGuest: false } && (isFirst || !onlyFirst))
            await world.GroupLock(m).Lock(function);
        return isFirst;
    }

    private async KernelTask UnlockDevice(int m, bool isHeard = true, [CallerMemberName] string function = "")
    {
        if (facts is { LocksGroup: true, HoldsGuest: false } && isHeard)
            await world.GroupLock(m).Unlock(function);
        await world.DevSetLock(m).Unlock(function);
        if (facts is { LocksGroup: true, HoldsGuest: true })
            await world.GroupLock(m).Unlock(function);
    }

    // Older cores register the device with the container after the driver's open.
    private async KernelTask<Errno> FirstOpen(int m)
    {
        if (facts.HoldsGuest)
            await ChangeList(m, Register);
        var error = await driver.OpenDevice(
            new Mdev(world, (uint)m + 1), new Kvm(world, world.Get(world.Layout.Mdevs[m].DeviceKvm)));
        if (facts.HoldsGuest == (error != Errno.Ok))
            await ChangeList(m, facts.HoldsGuest ? Unregister : Register);
        return error;
    }

    private const string Register = "vfio_iommu_type1_register_device";

    private const string Unregister = "vfio_iommu_type1_unregister_device";

    // The list has exactly the open devices.
    private async KernelTask ChangeList(int m, string function = Unregister)
    {
        await world.IommuLock(m).Lock(function);
        await world.DeviceListLock(m).Lock(function);
        await world.DeviceListLock(m).Unlock(function);
        await world.IommuLock(m).Unlock(function);
    }

    private void TakeGuest(int m)
    {
        var kvm = world.Get(Layout.Mdevs[m].GroupKvm);
        world.Set(world.Layout.Mdevs[m].DeviceKvm, kvm);
        if (facts.HoldsGuest && kvm != 0)
            world.Increment(Layout.Kvms[(int)kvm - 1].CoreRefs, "refs");
    }

    private async KernelTask DropGuest(int m)
    {
        var kvm = world.Get(world.Layout.Mdevs[m].DeviceKvm);
        world.Set(world.Layout.Mdevs[m].DeviceKvm, 0);
        if (facts.HoldsGuest && kvm != 0)
            await world.PutCoreKvm((int)kvm - 1);
    }
}
