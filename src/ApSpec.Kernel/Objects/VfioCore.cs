using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// VFIO and kvm-vfio of the notifier era (until 421cfe6596f6, v5.19): to set a group's KVM pointer is a plain store and a call of the group's
/// notifier chain; the result of the chain is ignored.
/// </summary>
internal sealed class VfioCore(World world)
{
    private ObservationLayout Layout => world.Layout.Observation;

    /// <summary>The driver whose notifiers are called.</summary>
    public NotifierEraDriver Driver { get; set; } = null!;

    public async KernelTask<Errno> RegisterGroupNotifier(int m, Mdev mdev, string function, int line)
    {
        if (world.Fail == FailPoint.Group)
            return Errno.EINVAL;
        if (!world.IsDropped(EffectKind.Register, function, line, nameof(MdevDevice.RegisterGroupNotifier)))
            SetNotifier(Layout.Mdevs[m].GroupNotifier, "group", function, line);
        var kvm = world.Get(Layout.Mdevs[m].GroupKvm);
        if (kvm != 0)
            await CallChain(m, new Kvm(world, kvm));
        return Errno.Ok;
    }

    /// <summary>Registers a notifier block. When it is registered already, the kernel warns and reports success.</summary>
    public void SetNotifier(Field notifier, string name, string function, int line)
    {
        if (world.Get(notifier) != 0)
            world.Report(FaultKind.Warning, $"{name} notifier double registered", function, line);
        world.Set(notifier, 1);
    }

    /// <summary><c>vfio_group_set_kvm</c>.</summary>
    public async KernelTask SetGroupKvm(int m, Kvm kvm)
    {
        if (Layout.Traits.HasFlag(CoreTraits.OpenAttach))
        {
            await world.GroupLock(m).Lock("vfio_file_set_kvm");
            world.Set(Layout.Mdevs[m].GroupKvm, kvm.Pointer);
            await world.GroupLock(m).Unlock("vfio_file_set_kvm");
            return;
        }

        world.Set(Layout.Mdevs[m].GroupKvm, kvm.Pointer);
        await CallChain(m, kvm);
    }

    /// <summary>The group's notifier chain with VFIO_GROUP_NOTIFY_SET_KVM.</summary>
    public async KernelTask CallChain(int m, Kvm kvm)
    {
        if (world.Get(Layout.Mdevs[m].GroupNotifier) == 0)
            return;
        var outer = world.Thread.Call.ChainMdev;
        world.Increment(world.Layout.Mdevs[m].ChainCalls, "chain calls");
        world.Thread.Call.ChainMdev = m;
        await Driver.GroupNotifier(new Mdev(world, (uint)m + 1), kvm);
        world.Probe?.EndCall();
        world.Thread.Call.ChainMdev = outer;
        world.Decrement(world.Layout.Mdevs[m].ChainCalls);
    }

    /// <summary>
    /// <c>vfio_dma_do_unmap</c>: calls the container's notifier chain for each page as long as the page is pinned; BUG() when it is still pinned
    /// after eleven rounds. User space maps each page separately.
    /// </summary>
    [KernelFunction("vfio_dma_do_unmap")]
    public async KernelTask Unmap(int m, uint firstPage, int pages)
    {
        await world.IommuLock(m).Lock();
        var (asked, rounds) = (-1, 0);
        while (world.FirstPinned(m, firstPage, pages) is >= 0 and var place)
        {
            rounds = place == asked ? rounds + 1 : 0;
            asked = place;
            if (rounds > OpenDeviceVfio.RoundsMax)
                await world.Fatal(FaultKind.Bug, "++retries > 10", "vfio_dma_do_unmap", 0);
            await world.IommuLock(m).Unlock();
            await Driver.IommuNotifier(new Mdev(world, (uint)m + 1), world.Scope.Pages[place], 1);
            await world.IommuLock(m).Lock();
        }

        await world.IommuLock(m).Unlock();
    }

    /// <summary><c>kvm_vfio_destroy</c>: NULL for each group in the list.</summary>
    public async KernelTask DestroyKvmVfio(int k)
    {
        for (var m = 0; m < world.Scope.Mdevs; m++)
        {
            var listed = Layout.Kvms[k].Groups[m];
            if (world.Get(listed) == 0)
                continue;
            await SetGroupKvm(m, default);
            world.Set(listed, 0);
        }
    }
}
