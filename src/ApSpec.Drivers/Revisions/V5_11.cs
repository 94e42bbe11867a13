using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Revisions;

/// <summary>
/// <c>v5.11</c>: f21916ec4826, the patch as merged, on the text of <see cref="V5_10"/>. The lock is taken by the
/// notifier, the clean-up has a function of its own, and both the NULL notification and release call it.
/// </summary>
[Source("f21916ec4826 at that commit; with the reset of 6c12a6384e0c: intel/idxd-driver 36608478d7be; 20201223011606.5265-2")]
public sealed class V5_11(World world) : NotifierEraDriver(world)
{
    private const int ResetPollMilliseconds = 20;

    [KernelFunction("vfio_ap_get_queue")]
    private async KernelTask<Queue> GetQueue(Mdev mdev, Apqn apqn)
    {
        var isAssigned = await mdev.LoadIsAssigned(apqn);
        if (!isAssigned)
            return default;
        var queue = await Matrix.FindQueue(apqn);
        if (!queue.IsNull)
            await queue.StoreMdev(mdev);
        return queue;
    }

    [KernelFunction("vfio_ap_wait_for_irqclear")]
    private async KernelTask WaitForIrqClear(Apqn apqn)
    {
        const int tries = 5;
        for (var i = 0; i < tries; i++)
        {
            var status = await Ap.Tapq(apqn);
            if (status.ResponseCode is ResponseCode.Normal or ResponseCode.ResetInProgress && !status.IrqEnabled)
                return;
            if (status.ResponseCode is not (ResponseCode.Normal or ResponseCode.ResetInProgress or ResponseCode.Busy))
            {
                await Warn("unexpected response to TAPQ while interrupts are switched off");
                return;
            }

            await Sleep(ResetPollMilliseconds);
        }

        await Warn("interrupts still on after the wait");
    }

    [KernelFunction("vfio_ap_free_aqic_resources")]
    private async KernelTask FreeAqicResources(Queue queue)
    {
        if (queue.IsNull)
            return;
        var isc = await queue.LoadSavedIsc();
        if (isc is { } registered)
        {
            var mdev = await queue.LoadMdev();
            var kvm = mdev.IsNull ? default : await mdev.LoadKvm();
            if (kvm.IsNull)
            {
                await Warn("saved interruption subclass without a guest");
            }
            else
            {
                await kvm.GiscUnregister(registered);
                await queue.StoreSavedIsc(null);
            }
        }

        var pfn = await queue.LoadSavedPfn();
        if (pfn != 0)
        {
            var mdev = await queue.LoadMdev();
            if (mdev.IsNull)
            {
                await Warn("saved NIB without an mdev");
            }
            else
            {
                await mdev.UnpinPage(pfn);
                await queue.StoreSavedPfn(0);
            }
        }
    }

    [KernelFunction("vfio_ap_irq_disable")]
    private async KernelTask<ApStatus> IrqDisable(Queue queue)
    {
        const int tries = 6;
        var status = default(ApStatus);
        var isAnswered = false;
        for (var i = 0; i < tries && !isAnswered; i++)
        {
            status = await Ap.AqicDisable(queue.Apqn);
            isAnswered = status.ResponseCode is not (ResponseCode.ResetInProgress or ResponseCode.Busy);
            if (!isAnswered)
                await Sleep(ResetPollMilliseconds);
        }

        if (status.ResponseCode is ResponseCode.Normal or ResponseCode.OtherwiseChanged)
            await WaitForIrqClear(queue.Apqn);
        else
            await Warn("unexpected response to AQIC off");
        await FreeAqicResources(queue);
        await queue.StoreMdev(default);
        return status;
    }

    [KernelFunction("vfio_ap_irq_enable")]
    [Suspected("B21: a refused AQIC frees the old resources and keeps the new pin and registration")]
    private async KernelTask<ApStatus> IrqEnable(Queue queue, GuestAqic request)
    {
        var mdev = await queue.LoadMdev();
        var isPinned = await mdev.PinPage(request.NibPage);
        if (!isPinned)
            return new ApStatus(ResponseCode.InvalidAddress);
        var kvm = await mdev.LoadKvm();
        await kvm.GiscRegister(request.Isc); // the result is not looked at: B19
        var status = await Ap.AqicEnable(queue.Apqn, request, kvm);
        switch (status.ResponseCode)
        {
            case ResponseCode.Normal:
                await FreeAqicResources(queue);
                await queue.StoreSavedPfn(request.NibPage);
                await queue.StoreSavedIsc(request.Isc);
                break;
            case ResponseCode.OtherwiseChanged:
                await mdev.UnpinPage(request.NibPage);
                await kvm.GiscUnregister(request.Isc);
                break;
            default: // the new pin and registration stay: B21
                await IrqDisable(queue);
                break;
        }

        return status;
    }

    [KernelFunction("handle_pqap")]
    public override async KernelTask<PqapResult> HandlePqap(GuestAqic request)
    {
        await Matrix.Lock.Lock();
        var status = new ApStatus(ResponseCode.NotAvailable);
        var mdev = await request.Kvm.LoadPqapHook();
        if (!mdev.IsNull)
        {
            var queue = await GetQueue(mdev, request.Apqn);
            if (!queue.IsNull)
            {
                if (request.Enable)
                    status = await IrqEnable(queue, request);
                else
                    status = await IrqDisable(queue);
            }
        }

        await Matrix.Lock.Unlock();
        return new PqapResult(Errno.Ok, status);
    }

    [KernelFunction("vfio_ap_mdev_create")]
    public override async KernelTask<Errno> Create(MdevDevice device)
    {
        var hasInstance = await Matrix.TakeInstance();
        if (!hasInstance)
            return Errno.EPERM;
        var mdev = await device.Alloc();
        if (mdev.IsNull)
        {
            await Matrix.PutInstance();
            return Errno.ENOMEM;
        }

        await mdev.InitMatrix();
        await device.StoreDrvdata(mdev);
        await Matrix.Lock.Lock();
        await mdev.ListAdd();
        await Matrix.Lock.Unlock();
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_remove")]
    public override async KernelTask<Errno> Remove(MdevDevice device)
    {
        var mdev = await device.LoadDrvdata();
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            return Errno.EBUSY;
        await Matrix.Lock.Lock();
        await ResetQueues(mdev);
        await mdev.ListDel();
        await Matrix.Lock.Unlock();
        await mdev.Free();
        await device.StoreDrvdata(default);
        await Matrix.PutInstance();
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_verify_queues_reserved_for_apid")]
    private async KernelTask<bool> AreQueuesBoundForAdapter(Mdev mdev, Apid apid)
    {
        var domains = await mdev.LoadDomains();
        if (domains.IsEmpty)
            return await Matrix.IsAdapterBound(apid);
        foreach (var apqi in domains)
        {
            var queue = await Matrix.FindQueue(new Apqn(apid, apqi));
            if (queue.IsNull)
                return false;
        }

        return true;
    }

    [KernelFunction("vfio_ap_mdev_verify_queues_reserved_for_apqi")]
    private async KernelTask<bool> AreQueuesBoundForDomain(Mdev mdev, Apqi apqi)
    {
        var adapters = await mdev.LoadAdapters();
        if (adapters.IsEmpty)
            return await Matrix.IsDomainBound(apqi);
        foreach (var apid in adapters)
        {
            var queue = await Matrix.FindQueue(new Apqn(apid, apqi));
            if (queue.IsNull)
                return false;
        }

        return true;
    }

    [KernelFunction("vfio_ap_mdev_verify_no_sharing")]
    private async KernelTask<bool> IsShared(Mdev mdev)
    {
        var other = await Matrix.ListFirst();
        while (!other.IsNull)
        {
            if (other != mdev)
            {
                var adapters = await mdev.LoadAdapters();
                var theirAdapters = await other.LoadAdapters();
                var domains = await mdev.LoadDomains();
                var theirDomains = await other.LoadDomains();
                if (adapters.Intersects(theirAdapters) && domains.Intersects(theirDomains))
                    return true;
            }

            other = await Matrix.ListNext(other);
        }

        return false;
    }

    [KernelFunction("assign_adapter_store")]
    public override async KernelTask<Errno> AssignAdapter(MdevDevice device, Apid apid)
    {
        var mdev = await device.LoadDrvdata();
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            return Errno.EBUSY;
        if (apid.Value > Matrix.ApmMax)
            return Errno.ENODEV;
        await Matrix.Lock.Lock();
        var error = Errno.Ok;
        var areBound = await AreQueuesBoundForAdapter(mdev, apid);
        if (!areBound)
        {
            error = Errno.EADDRNOTAVAIL;
        }
        else
        {
            await mdev.SetAdapter(apid);
            var isShared = await IsShared(mdev);
            if (isShared)
            {
                await mdev.ClearAdapter(apid);
                error = Errno.EADDRINUSE;
            }
        }

        await Matrix.Lock.Unlock();
        return error;
    }

    [KernelFunction("unassign_adapter_store")]
    public override async KernelTask<Errno> UnassignAdapter(MdevDevice device, Apid apid)
    {
        var mdev = await device.LoadDrvdata();
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            return Errno.EBUSY;
        if (apid.Value > Matrix.ApmMax)
            return Errno.ENODEV;
        await Matrix.Lock.Lock();
        await mdev.ClearAdapter(apid);
        await Matrix.Lock.Unlock();
        return Errno.Ok;
    }

    [KernelFunction("assign_domain_store")]
    public override async KernelTask<Errno> AssignDomain(MdevDevice device, Apqi apqi)
    {
        var mdev = await device.LoadDrvdata();
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            return Errno.EBUSY;
        if (apqi.Value > Matrix.AqmMax)
            return Errno.ENODEV;
        await Matrix.Lock.Lock();
        var error = Errno.Ok;
        var areBound = await AreQueuesBoundForDomain(mdev, apqi);
        if (!areBound)
        {
            error = Errno.EADDRNOTAVAIL;
        }
        else
        {
            await mdev.SetDomain(apqi);
            var isShared = await IsShared(mdev);
            if (isShared)
            {
                await mdev.ClearDomain(apqi);
                error = Errno.EADDRINUSE;
            }
        }

        await Matrix.Lock.Unlock();
        return error;
    }

    [KernelFunction("unassign_domain_store")]
    public override async KernelTask<Errno> UnassignDomain(MdevDevice device, Apqi apqi)
    {
        var mdev = await device.LoadDrvdata();
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            return Errno.EBUSY;
        if (apqi.Value > Matrix.AqmMax)
            return Errno.ENODEV;
        await Matrix.Lock.Lock();
        await mdev.ClearDomain(apqi);
        await Matrix.Lock.Unlock();
        return Errno.Ok;
    }

    [KernelFunction("assign_control_domain_store")]
    public override async KernelTask<Errno> AssignControlDomain(MdevDevice device, Apqi apqi)
    {
        var mdev = await device.LoadDrvdata();
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            return Errno.EBUSY;
        if (apqi.Value > Matrix.AqmMax)
            return Errno.ENODEV;
        await Matrix.Lock.Lock();
        await mdev.SetControlDomain(apqi);
        await Matrix.Lock.Unlock();
        return Errno.Ok;
    }

    [KernelFunction("unassign_control_domain_store")]
    public override async KernelTask<Errno> UnassignControlDomain(MdevDevice device, Apqi apqi)
    {
        var mdev = await device.LoadDrvdata();
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            return Errno.EBUSY;
        if (apqi.Value > Matrix.AqmMax)
            return Errno.ENODEV;
        await Matrix.Lock.Lock();
        await mdev.ClearControlDomain(apqi);
        await Matrix.Lock.Unlock();
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_set_kvm")]
    private async KernelTask<Errno> SetKvm(Mdev mdev, Kvm kvm)
    {
        var other = await Matrix.ListFirst();
        while (!other.IsNull)
        {
            var theirs = await other.LoadKvm();
            if (other != mdev && theirs == kvm)
                return Errno.EPERM;
            other = await Matrix.ListNext(other);
        }

        await mdev.StoreKvm(kvm);
        await kvm.Get();
        await kvm.StorePqapHook(mdev);
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_iommu_notifier")]
    public override async KernelTask IommuNotifier(Mdev mdev, uint firstPage, int pages)
    {
        await mdev.UnpinPage(firstPage); // one page, pinned or not: B23
    }

    [KernelFunction("vfio_ap_mdev_unset_kvm")]
    private async KernelTask UnsetKvm(Mdev mdev)
    {
        var kvm = await mdev.LoadKvm();
        await kvm.ClearMasks();
        await kvm.StorePqapHook(default);
        await ResetQueues(mdev);
        await kvm.Put();
        await mdev.StoreKvm(default);
    }

    [KernelFunction("vfio_ap_mdev_group_notifier")]
    public override async KernelTask GroupNotifier(Mdev mdev, Kvm kvm)
    {
        await Matrix.Lock.Lock();
        if (kvm.IsNull)
        {
            var old = await mdev.LoadKvm();
            if (!old.IsNull)
                await UnsetKvm(mdev);
            await Matrix.Lock.Unlock();
            return;
        }

        var error = await SetKvm(mdev, kvm);
        if (error != Errno.Ok)
        {
            await Matrix.Lock.Unlock();
            return;
        }

        var attached = await mdev.LoadKvm();
        var hasCrycb = await attached.LoadCrycbd();
        if (hasCrycb)
            await attached.SetMasks(mdev);
        await Matrix.Lock.Unlock();
    }

    [KernelFunction("vfio_ap_mdev_reset_queue")]
    private async KernelTask<Errno> ResetQueue(Queue queue, int retries)
    {
        if (queue.IsNull)
            return Errno.Ok;
        var error = Errno.Ok;
        var status = await Ap.Zapq(queue.Apqn);
        while (status.ResponseCode == ResponseCode.ResetInProgress && retries-- > 0)
        {
            await Sleep(ResetPollMilliseconds);
            status = await Ap.Zapq(queue.Apqn);
        }

        switch (status.ResponseCode)
        {
            case ResponseCode.Normal:
                break;
            case ResponseCode.ResetInProgress:
                error = Errno.EBUSY;
                break;
            case ResponseCode.NotAvailable:
            case ResponseCode.Deconfigured:
            case ResponseCode.Checkstopped:
                if (status.IrqEnabled)
                    await Warn("interrupts on in a queue that cannot be reset");
                await FreeAqicResources(queue);
                return Errno.EBUSY;
            default:
                await Warn("unexpected response to ZAPQ");
                return Errno.EIO;
        }

        // Only a queue that is clean at the first look passes without a warning.
        var isClean = status.Empty && !status.IrqEnabled;
        if (!isClean)
        {
            await Sleep(ResetPollMilliseconds);
            status = await Ap.Tapq(queue.Apqn);
            if (!status.Empty || status.IrqEnabled)
            {
                await Sleep(ResetPollMilliseconds);
                await Ap.Tapq(queue.Apqn);
            }

            await Warn("the reset of a queue could not be verified");
        }

        await FreeAqicResources(queue);
        return error;
    }

    [KernelFunction("vfio_ap_mdev_reset_queues")]
    private async KernelTask<Errno> ResetQueues(Mdev mdev)
    {
        var result = Errno.Ok;
        foreach (var apid in await mdev.LoadAdapters())
        {
            foreach (var apqi in await mdev.LoadDomains())
            {
                var queue = await Matrix.FindQueue(new Apqn(apid, apqi));
                var error = await ResetQueue(queue, 1);
                if (error != Errno.Ok)
                    result = error;
            }
        }

        return result;
    }

    [KernelFunction("vfio_ap_mdev_open")]
    public override async KernelTask<Errno> Open(MdevDevice device)
    {
        var mdev = await device.LoadDrvdata();
        var isAlive = await Module.TryGet();
        if (!isAlive)
            return Errno.ENODEV;
        var error = await device.RegisterGroupNotifier(mdev);
        if (error != Errno.Ok)
        {
            await Module.Put();
            return error;
        }

        error = await device.RegisterIommuNotifier();
        if (error == Errno.Ok)
            return Errno.Ok;
        await device.UnregisterGroupNotifier(); // what a replayed SET_KVM did stays: B11
        await Module.Put();
        return error;
    }

    [KernelFunction("vfio_ap_mdev_release")]
    [Suspected("B14: the last kvm_put_kvm under L calls the notifier, which takes L again")]
    public override async KernelTask Release(MdevDevice device)
    {
        var mdev = await device.LoadDrvdata();
        await Matrix.Lock.Lock();
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            await UnsetKvm(mdev);
        await Matrix.Lock.Unlock();
        await device.UnregisterIommuNotifier();
        await device.UnregisterGroupNotifier();
        await Module.Put();
    }

    [KernelFunction("vfio_ap_mdev_get_device_info")]
    public override async KernelTask<Errno> GetInfo(MdevDevice device, bool isArgszShort)
    {
        await Matrix.Lock.Lock();
        await Matrix.Lock.Unlock();
        return isArgszShort ? Errno.EINVAL : Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_ioctl")]
    public override async KernelTask<Errno> Reset(MdevDevice device)
    {
        await Matrix.Lock.Lock();
        var mdev = await device.LoadDrvdata();
        var error = await ResetQueues(mdev);
        await Matrix.Lock.Unlock();
        return error;
    }

    [KernelFunction("vfio_ap_queue_dev_probe")]
    public override async KernelTask<Errno> ProbeQueue(Apqn apqn)
    {
        var queue = await AllocQueue(apqn);
        if (queue.IsNull)
            return Errno.ENOMEM;
        await queue.StoreSavedIsc(null);
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_queue_dev_remove")]
    public override async KernelTask RemoveQueue(Apqn apqn)
    {
        await Matrix.Lock.Lock();
        var queue = await Matrix.FindQueue(apqn);
        await ResetQueue(queue, 1);
        await queue.Free();
        await Matrix.Lock.Unlock();
    }
}
