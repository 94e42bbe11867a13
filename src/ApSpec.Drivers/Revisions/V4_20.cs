using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Revisions;

/// <summary>
/// <c>v4.20</c>: the driver as first released (v4.20 to v5.2). No interrupts, so no hook, no pins and no queue structures; and no
/// reference on the guest. A NULL notification drops the driver's pointer to the guest and nothing else.
/// </summary>
[Source("koverstreet/bcachefs caeaecdfbc75 drivers/s390/crypto/vfio_ap_ops.c and vfio_ap_drv.c")]
[Derived("v5.0 to v5.2: taken to be as v4.20; the patch of v5.3 finds an IOMMU notifier there that v4.20 has not")]
public sealed class V4_20(World world) : NotifierEraDriver(world)
{
    private const int ResetPollMilliseconds = 20;

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
        await Matrix.Lock.Lock();
        var other = await Matrix.ListFirst();
        while (!other.IsNull)
        {
            var theirs = await other.LoadKvm();
            if (other != mdev && theirs == kvm)
            {
                await Matrix.Lock.Unlock();
                return Errno.EPERM;
            }

            other = await Matrix.ListNext(other);
        }

        await mdev.StoreKvm(kvm); // no reference on the guest
        await Matrix.Lock.Unlock();
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_group_notifier")]
    public override async KernelTask GroupNotifier(Mdev mdev, Kvm kvm)
    {
        if (kvm.IsNull)
        {
            await mdev.StoreKvm(default); // the masks stay: B1
            return;
        }

        var error = await SetKvm(mdev, kvm);
        if (error != Errno.Ok)
            return;
        var attached = await mdev.LoadKvm();
        var hasCrycb = await attached.LoadCrycbd();
        if (hasCrycb)
            await attached.SetMasks(mdev);
    }

    [KernelFunction("vfio_ap_mdev_reset_queue")]
    private async KernelTask<Errno> ResetQueue(Apqn apqn, int retries)
    {
        do
        {
            var status = await Ap.Zapq(apqn);
            switch (status.ResponseCode)
            {
                case ResponseCode.Normal:
                    return Errno.Ok;
                case ResponseCode.ResetInProgress:
                case ResponseCode.Busy:
                    await Sleep(ResetPollMilliseconds);
                    break;
                default:
                    return Errno.EIO;
            }
        }
        while (retries-- > 0);

        return Errno.EBUSY;
    }

    [KernelFunction("vfio_ap_mdev_reset_queues")]
    private async KernelTask<Errno> ResetQueues(Mdev mdev)
    {
        var result = Errno.Ok;
        foreach (var apid in await mdev.LoadAdapters())
        {
            foreach (var apqi in await mdev.LoadDomains())
            {
                var error = await ResetQueue(new Apqn(apid, apqi), 1);
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
            await Module.Put();
        return error;
    }

    [KernelFunction("vfio_ap_mdev_release")]
    public override async KernelTask Release(MdevDevice device)
    {
        var mdev = await device.LoadDrvdata();
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            await kvm.ClearMasks();
        await ResetQueues(mdev);
        await device.UnregisterGroupNotifier();
        await mdev.StoreKvm(default);
        await Module.Put();
    }

    [KernelFunction("vfio_ap_mdev_get_device_info")]
    public override async KernelTask<Errno> GetInfo(MdevDevice device, bool isArgszShort)
    {
        await device.LoadDrvdata();
        return isArgszShort ? Errno.EINVAL : Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_ioctl")]
    public override async KernelTask<Errno> Reset(MdevDevice device)
    {
        var mdev = await device.LoadDrvdata();
        return await ResetQueues(mdev); // without a lock
    }

    [KernelFunction("vfio_ap_queue_dev_probe")]
    public override KernelTask<Errno> ProbeQueue(Apqn apqn)
    {
        return KernelTask.From(Errno.Ok); // nothing is kept of a queue
    }

    [KernelFunction("vfio_ap_queue_dev_remove")]
    public override KernelTask RemoveQueue(Apqn apqn)
    {
        return KernelTask.Completed;
    }
}
