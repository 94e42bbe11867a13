using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Revisions;

/// <summary>
/// <c>v6.0</c>: the first driver of the open_device era, as released. The guest gets a shadow of the mdev's matrix, which follows the host
/// configuration and the bound queues, but looks only at what a call adds; each reset is awaited for two polls.
/// </summary>
[Source("v6.0 and v6.1 as released, drivers/s390/crypto/vfio_ap_ops.c (bm16ton/yoga-c630-linux-kernel 9ffc50dd93ff, a merge of both)")]
[Derived("where the two sides of that merge differ, v6.1's is taken; the VFIO core's locks are those of 6.1.192, and kvm-vfio gives its groups "
    + "back when the VM dies, as before 51cdc8bc120e")]
public sealed class V6_0(World world) : OpenDeviceEraDriver(world)
{
    private const int ResetIntervalMilliseconds = 20;

    /// <inheritdoc/>
    public override OpenDeviceFacts Facts { get; } =
        new(HoldsGuest: false, ReleasesGroups: false, LocksGroup: true, WarnsOfAlertMask: false, HasApConfig: false, HasEventfds: false) { HoldsModuleEach = true };

    [KernelFunction("get_update_locks_for_kvm")]
    private async KernelTask GetUpdateLocksForKvm(Kvm kvm)
    {
        await Matrix.GuestsLock.Lock();
        await kvm.Lock.Lock();
        await Matrix.MdevsLock.Lock();
    }

    [KernelFunction("release_update_locks_for_kvm")]
    private async KernelTask ReleaseUpdateLocksForKvm(Kvm kvm)
    {
        await Matrix.MdevsLock.Unlock();
        await kvm.Lock.Unlock();
        await Matrix.GuestsLock.Unlock();
    }

    [KernelFunction("get_update_locks_for_mdev")]
    private async KernelTask GetUpdateLocksForMdev(Mdev mdev)
    {
        await Matrix.GuestsLock.Lock();
        var kvm = mdev.IsNull ? default : await mdev.LoadKvm();
        if (!kvm.IsNull)
            await kvm.Lock.Lock();
        await Matrix.MdevsLock.Lock();
    }

    [KernelFunction("release_update_locks_for_mdev")]
    private async KernelTask ReleaseUpdateLocksForMdev(Mdev mdev)
    {
        await Matrix.MdevsLock.Unlock();
        var kvm = mdev.IsNull ? default : await mdev.LoadKvm();
        if (!kvm.IsNull)
            await kvm.Lock.Unlock();
        await Matrix.GuestsLock.Unlock();
    }

    [KernelFunction("get_update_locks_by_apqn")]
    private async KernelTask<Mdev> GetUpdateLocksByApqn(Apqn apqn)
    {
        await Matrix.GuestsLock.Lock();
        var mdev = await Matrix.MdevFirst();
        while (!mdev.IsNull)
        {
            var isAssigned = await mdev.LoadIsAssigned(apqn);
            if (isAssigned)
                break;
            mdev = await Matrix.MdevNext(mdev);
        }

        var kvm = mdev.IsNull ? default : await mdev.LoadKvm();
        if (!kvm.IsNull)
            await kvm.Lock.Lock();
        await Matrix.MdevsLock.Lock();
        return mdev;
    }

    [KernelFunction("get_update_locks_for_queue")]
    [Suspected("S1: a queue that lost its APID's filter keeps naming an mdev that may be gone")]
    private async KernelTask GetUpdateLocksForQueue(Queue queue)
    {
        await Matrix.GuestsLock.Lock();
        var mdev = await queue.LoadMdev();
        var kvm = mdev.IsNull ? default : await mdev.LoadKvm();
        if (!kvm.IsNull)
            await kvm.Lock.Lock();
        await Matrix.MdevsLock.Lock();
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

            await Sleep(ResetIntervalMilliseconds);
        }

        await Warn("interrupts still on after the wait");
    }

    [KernelFunction("vfio_ap_free_aqic_resources")]
    private async KernelTask FreeAqicResources(Queue queue)
    {
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

        var nib = await queue.LoadSavedNib();
        if (nib is { } pinned)
        {
            var mdev = await queue.LoadMdev();
            if (mdev.IsNull)
            {
                await Warn("saved NIB without an mdev");
            }
            else
            {
                await mdev.UnpinPageAt(pinned);
                await queue.StoreSavedNib(null);
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
                await Sleep(ResetIntervalMilliseconds);
        }

        if (status.ResponseCode is ResponseCode.Normal or ResponseCode.OtherwiseChanged)
            await WaitForIrqClear(queue.Apqn);
        else
            await Warn("unexpected response to AQIC off");
        await FreeAqicResources(queue);
        return status;
    }

    [KernelFunction("vfio_ap_irq_enable")]
    [Suspected("B21: a refused AQIC frees the old resources and keeps the new pin and registration")]
    private async KernelTask<ApStatus> IrqEnable(Queue queue, GuestAqic request)
    {
        var isMapped = await request.Kvm.HasPage(request.NibPage);
        if (!isMapped)
            return new ApStatus(ResponseCode.InvalidAddress);
        var mdev = await queue.LoadMdev();
        var isPinned = await mdev.PinPageAt(request.Nib);
        if (!isPinned)
            return new ApStatus(ResponseCode.InvalidAddress);
        var kvm = await mdev.LoadKvm();
        var registered = await kvm.GiscRegister(request.Isc);
        if (registered != Errno.Ok)
            return new ApStatus(ResponseCode.InvalidGisa); // the page stays pinned: B20

        var status = await Ap.AqicEnable(queue.Apqn, request, kvm);
        switch (status.ResponseCode)
        {
            case ResponseCode.Normal:
                await FreeAqicResources(queue);
                await queue.StoreSavedNib(request.Nib == 0 ? null : request.Nib); // 0 stands for none: B22
                await queue.StoreSavedIsc(request.Isc);
                break;
            case ResponseCode.OtherwiseChanged:
                await mdev.UnpinPageAt(request.Nib);
                await kvm.GiscUnregister(request.Isc);
                break;
            default: // the new pin and registration stay: B21
                await IrqDisable(queue);
                break;
        }

        return status;
    }

    [KernelFunction("handle_pqap")]
    [Suspected("S9: the queue need not be one of the guest's")]
    public override async KernelTask<PqapResult> HandlePqap(GuestAqic request)
    {
        await Matrix.MdevsLock.Lock();
        var status = new ApStatus(ResponseCode.NotAvailable);
        var mdev = await request.Kvm.LoadPqapHook();
        if (!mdev.IsNull)
        {
            var kvm = await mdev.LoadKvm();
            if (!kvm.IsNull)
            {
                var queue = await mdev.FindLinked(request.Apqn);
                if (!queue.IsNull)
                {
                    if (request.Enable)
                        status = await IrqEnable(queue, request);
                    else
                        status = await IrqDisable(queue);
                }
            }
        }

        await Matrix.MdevsLock.Unlock();
        return new PqapResult(Errno.Ok, status);
    }

    [KernelFunction("vfio_ap_mdev_update_guest_apcb")]
    private static async KernelTask UpdateGuestApcb(Mdev mdev)
    {
        var kvm = await mdev.LoadKvm();
        if (!kvm.IsNull)
            await kvm.SetShadowMasks(mdev);
    }

    [KernelFunction("vfio_ap_mdev_filter_cdoms")]
    private async KernelTask<bool> FilterControls(Mdev mdev)
    {
        var before = await mdev.LoadShadowControls();
        var assigned = await mdev.LoadControls();
        var host = await Matrix.LoadInfoControls();
        var filtered = assigned.And(host);
        await mdev.StoreShadowControls(filtered);
        return !filtered.Matches(before);
    }

    // Makes the whole shadow anew, but looks only at the queues of these adapters and domains: B25, B26.
    [KernelFunction("vfio_ap_mdev_filter_matrix")]
    private async KernelTask<bool> FilterMatrix(AdapterSet added, DomainSet ofDomains, Mdev mdev)
    {
        var adaptersBefore = await mdev.LoadShadowAdapters();
        var domainsBefore = await mdev.LoadShadowDomains();
        var assignedAdapters = await mdev.LoadAdapters();
        var hostAdapters = await Matrix.LoadInfoAdapters();
        await mdev.StoreShadowAdapters(assignedAdapters.And(hostAdapters));
        var assignedDomains = await mdev.LoadDomains();
        var hostDomains = await Matrix.LoadInfoDomains();
        var domains = assignedDomains.And(hostDomains);
        await mdev.StoreShadowDomains(domains);
        foreach (var apid in added)
        {
            foreach (var apqi in ofDomains)
            {
                var queue = await mdev.FindLinked(new Apqn(apid, apqi));
                var code = queue.IsNull ? ResponseCode.NotAvailable : await queue.LoadResetCode();
                if (code == ResponseCode.Normal)
                    continue;
                await mdev.ClearShadowAdapter(apid);
                break;
            }
        }

        var adaptersNow = await mdev.LoadShadowAdapters();
        return !adaptersNow.Matches(adaptersBefore) || !domains.Matches(domainsBefore);
    }

    [KernelFunction("vfio_ap_mdev_probe")]
    [Suspected("S12: it can be opened before it is on the list, and whoever walks the list misses it")]
    public override async KernelTask<Errno> Probe(MdevDevice device)
    {
        var mdev = await device.Alloc();
        if (mdev.IsNull)
            return Errno.ENOMEM;
        await mdev.InitMatrix();
        var error = await device.RegisterGroupDevice();
        if (error != Errno.Ok)
        {
            await mdev.Free();
            return error;
        }

        await device.StoreDrvdata(mdev);
        await Matrix.MdevsLock.Lock();
        await Matrix.MdevAdd(mdev); // M alone, while walks hold G: B40
        await Matrix.MdevsLock.Unlock();
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_link_queue")]
    private static async KernelTask LinkQueue(Mdev mdev, Queue queue)
    {
        if (queue.IsNull)
            return;
        await queue.StoreMdev(mdev);
        await queue.TableAdd(mdev);
    }

    [KernelFunction("vfio_ap_mdev_link_apqn")]
    private async KernelTask LinkApqn(Mdev mdev, Apqn apqn)
    {
        var queue = await Matrix.FindQueue(apqn);
        await LinkQueue(mdev, queue);
    }

    [KernelFunction("vfio_ap_mdev_unlink_fr_queues")]
    private static async KernelTask UnlinkFromQueues(Mdev mdev)
    {
        foreach (var apid in await mdev.LoadAdapters())
        {
            foreach (var apqi in await mdev.LoadDomains())
            {
                var queue = await mdev.FindLinked(new Apqn(apid, apqi));
                if (!queue.IsNull)
                    await queue.StoreMdev(default);
            }
        }
    }

    [KernelFunction("vfio_ap_mdev_remove")]
    public override async KernelTask Remove(MdevDevice device)
    {
        var mdev = await device.LoadDrvdata();
        await Matrix.GuestsLock.Lock();
        await Matrix.MdevsLock.Lock();
        await ResetQueues(mdev);
        await UnlinkFromQueues(mdev);
        await Matrix.MdevDel(mdev);
        await Matrix.MdevsLock.Unlock();
        await Matrix.GuestsLock.Unlock();
        await mdev.Free();
    }

    [KernelFunction("vfio_ap_mdev_verify_no_sharing")]
    private async KernelTask<Errno> VerifyNoSharing(Mdev assignee, AdapterSet adapters, DomainSet domains)
    {
        var other = await Matrix.MdevFirst();
        while (!other.IsNull)
        {
            if (other != assignee)
            {
                var theirAdapters = await other.LoadAdapters();
                var theirDomains = await other.LoadDomains();
                if (adapters.Intersects(theirAdapters) && domains.Intersects(theirDomains))
                    return Errno.EADDRINUSE;
            }

            other = await Matrix.MdevNext(other);
        }

        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_validate_masks")]
    private async KernelTask<Errno> ValidateMasks(Mdev mdev)
    {
        var adapters = await mdev.LoadAdapters();
        var domains = await mdev.LoadDomains();
        var isOneOfHost = await Matrix.IsOneOfHost(adapters, domains);
        if (isOneOfHost)
            return Errno.EADDRNOTAVAIL;
        return await VerifyNoSharing(mdev, adapters, domains);
    }

    [KernelFunction("vfio_ap_mdev_link_adapter")]
    private async KernelTask LinkAdapter(Mdev mdev, Apid apid)
    {
        foreach (var apqi in await mdev.LoadDomains())
            await LinkApqn(mdev, new Apqn(apid, apqi));
    }

    [KernelFunction("assign_adapter_store")]
    public override async KernelTask<Errno> AssignAdapter(MdevDevice device, Apid apid)
    {
        var mdev = await device.LoadDrvdata();
        await Matrix.PermsLock.Lock();
        await GetUpdateLocksForMdev(mdev);
        var error = await AddAdapter(mdev, apid);
        await ReleaseUpdateLocksForMdev(mdev);
        await Matrix.PermsLock.Unlock();
        return error;
    }

    [KernelFunction("assign_adapter_store")]
    private async KernelTask<Errno> AddAdapter(Mdev mdev, Apid apid)
    {
        if (apid.Value > Matrix.ApmMax)
            return Errno.ENODEV;
        var assigned = await mdev.LoadAdapters();
        if (assigned.Contains(apid))
            return Errno.Ok;
        await mdev.SetAdapter(apid);
        var error = await ValidateMasks(mdev);
        if (error != Errno.Ok)
        {
            await mdev.ClearAdapter(apid);
            return error;
        }

        await LinkAdapter(mdev, apid);
        var domains = await mdev.LoadDomains();
        var isChanged = await FilterMatrix(Matrix.NoAdapters.With(apid), domains, mdev);
        if (isChanged)
            await UpdateGuestApcb(mdev);
        return Errno.Ok;
    }

    // A queue outside the shadow leaves the table and keeps its matrix_mdev: S1.
    [KernelFunction("vfio_ap_mdev_hot_unplug_adapter")]
    [Suspected("S1: only queues of the shadow forget the mdev")]
    [Suspected("S2: of queues in one bucket only the first forgets the mdev; nobody looks whether there is memory")]
    private async KernelTask HotUnplugAdapter(Mdev mdev, Apid apid)
    {
        var table = await AllocTable();
        await table.Init();
        foreach (var apqi in await mdev.LoadDomains())
        {
            var queue = await UnlinkApqn(mdev, new Apqn(apid, apqi));
            if (queue.IsNull)
                continue;
            var isShadowed = await mdev.LoadIsShadowed(queue.Apqn);
            if (isShadowed)
                await queue.List();
        }

        var shadow = await mdev.LoadShadowAdapters();
        if (shadow.Contains(apid))
        {
            await mdev.ClearShadowAdapter(apid);
            await UpdateGuestApcb(mdev);
        }

        foreach (var queue in table)
            await ResetQueue(queue);
        foreach (var queue in table.FirstOfBuckets) // the walk loses the rest of a bucket with the entry that it takes out: S2
        {
            await queue.StoreMdev(default);
            await queue.Unlist();
        }

        await table.Free();
    }

    [KernelFunction("vfio_ap_unlink_apqn_fr_mdev")]
    private static async KernelTask<Queue> UnlinkApqn(Mdev mdev, Apqn apqn)
    {
        var queue = await mdev.FindLinked(apqn);
        if (!queue.IsNull)
            await queue.TableDel();
        return queue;
    }

    [KernelFunction("unassign_adapter_store")]
    public override async KernelTask<Errno> UnassignAdapter(MdevDevice device, Apid apid)
    {
        var mdev = await device.LoadDrvdata();
        await GetUpdateLocksForMdev(mdev);
        var error = apid.Value > Matrix.ApmMax ? Errno.ENODEV : Errno.Ok;
        var assigned = await mdev.LoadAdapters();
        if (error == Errno.Ok && assigned.Contains(apid))
        {
            await mdev.ClearAdapter(apid);
            await HotUnplugAdapter(mdev, apid);
        }

        await ReleaseUpdateLocksForMdev(mdev);
        return error;
    }

    [KernelFunction("vfio_ap_mdev_link_domain")]
    private async KernelTask LinkDomain(Mdev mdev, Apqi apqi)
    {
        foreach (var apid in await mdev.LoadAdapters())
            await LinkApqn(mdev, new Apqn(apid, apqi));
    }

    [KernelFunction("assign_domain_store")]
    public override async KernelTask<Errno> AssignDomain(MdevDevice device, Apqi apqi)
    {
        var mdev = await device.LoadDrvdata();
        await Matrix.PermsLock.Lock();
        await GetUpdateLocksForMdev(mdev);
        var error = await AddDomain(mdev, apqi);
        await ReleaseUpdateLocksForMdev(mdev);
        await Matrix.PermsLock.Unlock();
        return error;
    }

    [KernelFunction("assign_domain_store")]
    private async KernelTask<Errno> AddDomain(Mdev mdev, Apqi apqi)
    {
        if (apqi.Value > Matrix.AqmMax)
            return Errno.ENODEV;
        var assigned = await mdev.LoadDomains();
        if (assigned.Contains(apqi))
            return Errno.Ok;
        await mdev.SetDomain(apqi);
        var error = await ValidateMasks(mdev);
        if (error != Errno.Ok)
        {
            await mdev.ClearDomain(apqi);
            return error;
        }

        await LinkDomain(mdev, apqi);
        var adapters = await mdev.LoadAdapters();
        var isChanged = await FilterMatrix(adapters, Matrix.NoDomains.With(apqi), mdev);
        if (isChanged)
            await UpdateGuestApcb(mdev);
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_hot_unplug_domain")]
    [Suspected("S1: only queues of the shadow forget the mdev")]
    [Suspected("S2: of queues in one bucket only the first forgets the mdev; nobody looks whether there is memory")]
    private async KernelTask HotUnplugDomain(Mdev mdev, Apqi apqi)
    {
        var table = await AllocTable();
        await table.Init();
        foreach (var apid in await mdev.LoadAdapters())
        {
            var queue = await UnlinkApqn(mdev, new Apqn(apid, apqi));
            if (queue.IsNull)
                continue;
            var isShadowed = await mdev.LoadIsShadowed(queue.Apqn);
            if (isShadowed)
                await queue.List();
        }

        var shadow = await mdev.LoadShadowDomains();
        if (shadow.Contains(apqi))
        {
            await mdev.ClearShadowDomain(apqi);
            await UpdateGuestApcb(mdev);
        }

        foreach (var queue in table)
            await ResetQueue(queue);
        foreach (var queue in table.FirstOfBuckets) // the walk loses the rest of a bucket with the entry that it takes out: S2
        {
            await queue.StoreMdev(default);
            await queue.Unlist();
        }

        await table.Free();
    }

    [KernelFunction("unassign_domain_store")]
    public override async KernelTask<Errno> UnassignDomain(MdevDevice device, Apqi apqi)
    {
        var mdev = await device.LoadDrvdata();
        await GetUpdateLocksForMdev(mdev);
        var error = apqi.Value > Matrix.AqmMax ? Errno.ENODEV : Errno.Ok;
        var assigned = await mdev.LoadDomains();
        if (error == Errno.Ok && assigned.Contains(apqi))
        {
            await mdev.ClearDomain(apqi);
            await HotUnplugDomain(mdev, apqi);
        }

        await ReleaseUpdateLocksForMdev(mdev);
        return error;
    }

    [KernelFunction("assign_control_domain_store")]
    public override async KernelTask<Errno> AssignControlDomain(MdevDevice device, Apqi apqi)
    {
        var mdev = await device.LoadDrvdata();
        await GetUpdateLocksForMdev(mdev);
        var error = apqi.Value > Matrix.AqmMax ? Errno.ENODEV : Errno.Ok;
        var assigned = await mdev.LoadControls();
        if (error == Errno.Ok && !assigned.Contains(apqi))
        {
            await mdev.SetControlDomain(apqi);
            var isChanged = await FilterControls(mdev);
            if (isChanged)
                await UpdateGuestApcb(mdev);
        }

        await ReleaseUpdateLocksForMdev(mdev);
        return error;
    }

    [KernelFunction("unassign_control_domain_store")]
    public override async KernelTask<Errno> UnassignControlDomain(MdevDevice device, Apqi apqi)
    {
        var mdev = await device.LoadDrvdata();
        await GetUpdateLocksForMdev(mdev);
        var error = apqi.Value > Matrix.AqmMax ? Errno.ENODEV : Errno.Ok;
        var assigned = await mdev.LoadControls();
        if (error == Errno.Ok && assigned.Contains(apqi))
        {
            await mdev.ClearControlDomain(apqi);
            var shadow = await mdev.LoadShadowControls();
            if (shadow.Contains(apqi))
            {
                await mdev.ClearShadowControl(apqi);
                await UpdateGuestApcb(mdev);
            }
        }

        await ReleaseUpdateLocksForMdev(mdev);
        return error;
    }

    [KernelFunction("vfio_ap_mdev_set_kvm")]
    private async KernelTask<Errno> SetKvm(Mdev mdev, Kvm kvm)
    {
        var hasCrycb = await kvm.LoadCrycbd();
        if (!hasCrycb)
            return Errno.Ok; // nothing is attached, and nobody is told: S10
        await kvm.HookLock.Lock();
        await kvm.StorePqapHook(mdev); // before the test, and never taken back: B12
        await kvm.HookLock.Unlock();
        await GetUpdateLocksForKvm(kvm);
        var other = await Matrix.MdevFirst();
        while (!other.IsNull)
        {
            var theirs = await other.LoadKvm();
            if (other != mdev && theirs == kvm)
            {
                await ReleaseUpdateLocksForKvm(kvm);
                return Errno.EPERM;
            }

            other = await Matrix.MdevNext(other);
        }

        await kvm.Get();
        await mdev.StoreKvm(kvm);
        await UpdateGuestApcb(mdev);
        await ReleaseUpdateLocksForKvm(kvm);
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_dma_unmap")]
    public override async KernelTask DmaUnmap(Mdev mdev, uint iova, uint length)
    {
        await mdev.UnpinPageAt(iova); // one page, a NIB's or not: B23
    }

    [KernelFunction("vfio_ap_mdev_unset_kvm")]
    private async KernelTask UnsetKvm(Mdev mdev)
    {
        var kvm = await mdev.LoadKvm();
        if (kvm.IsNull)
            return;
        var hasCrycb = await kvm.LoadCrycbd();
        if (!hasCrycb)
            return;
        await kvm.HookLock.Lock();
        await kvm.StorePqapHook(default);
        await kvm.HookLock.Unlock();
        await GetUpdateLocksForKvm(kvm);
        await kvm.ClearAllMasks();
        await ResetQueues(mdev);
        await kvm.Put(); // K is unlocked after this: B13; and where the VM dies here, its groups are locked already: B15
        await mdev.StoreKvm(default);
        await ReleaseUpdateLocksForKvm(kvm);
    }

    [KernelFunction("vfio_ap_mdev_reset_queue")]
    private async KernelTask<Errno> ResetQueue(Queue queue)
    {
        var retries = 1;
        var error = Errno.Ok;
        var status = await Ap.Zapq(queue.Apqn);
        await queue.StoreResetCode(status.ResponseCode);
        while (status.ResponseCode == ResponseCode.ResetInProgress && retries-- > 0)
        {
            await Sleep(ResetIntervalMilliseconds);
            status = await Ap.Zapq(queue.Apqn);
            await queue.StoreResetCode(status.ResponseCode);
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
            await Sleep(ResetIntervalMilliseconds);
            status = await Ap.Tapq(queue.Apqn);
            if (!status.Empty || status.IrqEnabled)
            {
                await Sleep(ResetIntervalMilliseconds);
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
        foreach (var queue in await mdev.LoadLinked())
        {
            var error = await ResetQueue(queue);
            if (error != Errno.Ok)
                result = error;
        }

        return result;
    }

    [KernelFunction("vfio_ap_mdev_open_device")]
    public override async KernelTask<Errno> OpenDevice(Mdev mdev, Kvm kvm)
    {
        if (kvm.IsNull)
            return Errno.EINVAL;
        return await SetKvm(mdev, kvm);
    }

    [KernelFunction("vfio_ap_mdev_close_device")]
    public override async KernelTask CloseDevice(Mdev mdev)
    {
        await UnsetKvm(mdev);
    }

    [KernelFunction("vfio_ap_mdev_get_device_info")]
    public override async KernelTask<Errno> GetInfo(Mdev mdev, bool isArgszShort)
    {
        await Matrix.MdevsLock.Lock();
        await Matrix.MdevsLock.Unlock();
        return isArgszShort ? Errno.EINVAL : Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_ioctl")]
    public override async KernelTask<Errno> Reset(Mdev mdev)
    {
        await Matrix.MdevsLock.Lock();
        var error = await ResetQueues(mdev);
        await Matrix.MdevsLock.Unlock();
        return error;
    }

    // It filters at each queue of a new adapter, also while the others of it are yet to come: B27.
    [KernelFunction("status_show")]
    public override async KernelTask StatusShow(QueueDevice device)
    {
        await Matrix.MdevsLock.Lock();
        var queue = await device.LoadDrvdata();
        await queue.LoadMdev();
        await Matrix.MdevsLock.Unlock();
    }

    [KernelFunction("vfio_ap_mdev_probe_queue")]
    public override async KernelTask<Errno> ProbeQueue(QueueDevice device)
    {
        var error = await device.CreateGroup(); // its status can be read from here on, and finds no queue: B38
        if (error != Errno.Ok)
            return error;
        var queue = await device.Alloc();
        if (queue.IsNull)
            return Errno.ENOMEM; // the group stays: B24
        await queue.StoreSavedIsc(null);
        var mdev = await GetUpdateLocksByApqn(device.Apqn);
        if (!mdev.IsNull)
        {
            await LinkQueue(mdev, queue);
            var adapters = await mdev.LoadAdapters();
            var domains = await mdev.LoadDomains();
            var isChanged = await FilterMatrix(adapters, domains, mdev);
            if (isChanged)
                await UpdateGuestApcb(mdev);
        }

        await device.StoreDrvdata(queue);
        await ReleaseUpdateLocksForMdev(mdev);
        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_remove_queue")]
    public override async KernelTask RemoveQueue(QueueDevice device)
    {
        await device.RemoveGroup();
        var queue = await device.LoadDrvdata();
        await GetUpdateLocksForQueue(queue);
        var mdev = await queue.LoadMdev();
        if (!mdev.IsNull)
        {
            await queue.TableDel();
            var isShadowed = await mdev.LoadIsShadowed(device.Apqn);
            if (isShadowed) // the adapter's other queues leave the guest as they are: B28
            {
                await mdev.ClearShadowAdapter(device.Apqn.Apid);
                await UpdateGuestApcb(mdev);
            }
        }

        await ResetQueue(queue); // in the host configuration or not: B29
        await queue.Free();
        await ReleaseUpdateLocksForMdev(mdev);
    }

    [KernelFunction("vfio_ap_mdev_resource_in_use")]
    public override async KernelTask<Errno> InUse(AdapterSet adapters, DomainSet domains)
    {
        await Matrix.GuestsLock.Lock();
        await Matrix.MdevsLock.Lock();
        var error = await VerifyNoSharing(default, adapters, domains);
        await Matrix.MdevsLock.Unlock();
        await Matrix.GuestsLock.Unlock();
        return error;
    }

    [KernelFunction("vfio_ap_mdev_cfg_remove, vfio_ap_mdev_cfg_add or vfio_ap_mdev_hot_plug_cfg")]
    private static async KernelTask<HostConfig> LoadMatrix(Mdev mdev)
    {
        var adapters = await mdev.LoadAdapters();
        var domains = await mdev.LoadDomains();
        var controls = await mdev.LoadControls();
        return new HostConfig(adapters, domains, controls);
    }

    // Whether something is left decides, not whether something went: B37.
    [KernelFunction("vfio_ap_mdev_hot_unplug_cfg")]
    private static async KernelTask HotUnplugConfig(Mdev mdev, HostConfig removed)
    {
        var isUpdateDue = false;
        if (!removed.Adapters.IsEmpty)
        {
            var adapters = await mdev.LoadShadowAdapters();
            var left = adapters.AndNot(removed.Adapters);
            await mdev.StoreShadowAdapters(left);
            isUpdateDue |= !left.IsEmpty;
        }

        if (!removed.Domains.IsEmpty)
        {
            var domains = await mdev.LoadShadowDomains();
            var left = domains.AndNot(removed.Domains);
            await mdev.StoreShadowDomains(left);
            isUpdateDue |= !left.IsEmpty;
        }

        if (!removed.Controls.IsEmpty)
        {
            var controls = await mdev.LoadShadowControls();
            var left = controls.AndNot(removed.Controls);
            await mdev.StoreShadowControls(left);
            isUpdateDue |= !left.IsEmpty;
        }

        if (isUpdateDue)
            await UpdateGuestApcb(mdev);
    }

    [KernelFunction("vfio_ap_mdev_cfg_remove")]
    private async KernelTask RemoveConfig(HostConfig removed)
    {
        var isRemovalDue = false; // goes on from mdev to mdev: B35
        var mdev = await Matrix.MdevFirst();
        while (!mdev.IsNull)
        {
            var kvm = await mdev.LoadKvm();
            await kvm.Lock.Lock(); // an mdev need not have a guest: B34
            await Matrix.MdevsLock.Lock();
            var own = await LoadMatrix(mdev);
            var theirs = removed.And(own) with { Controls = removed.Controls.AndNot(own.Controls) }; // all but those assigned: B36
            isRemovalDue |= !theirs.IsEmpty;
            if (isRemovalDue)
                await HotUnplugConfig(mdev, theirs);
            await Matrix.MdevsLock.Unlock();
            await kvm.Lock.Unlock();
            mdev = await Matrix.MdevNext(mdev);
        }
    }

    // An APID with a queue of a type that is not for guests, or with none, does not count as added.
    [KernelFunction("vfio_ap_filter_apid_by_qtype")]
    private async KernelTask<AdapterSet> FilterByType(HostConfig added)
    {
        var adapters = added.Adapters;
        foreach (var apid in added.Adapters)
        {
            foreach (var apqi in added.Domains)
            {
                var status = await Ap.Tapq(new Apqn(apid, apqi));
                if (status.ResponseCode is not (ResponseCode.Normal or ResponseCode.ResetInProgress
                    or ResponseCode.Deconfigured or ResponseCode.Checkstopped or ResponseCode.Busy))
                    adapters = adapters.AndNot(Matrix.NoAdapters.With(apid));
            }
        }

        return adapters;
    }

    [KernelFunction("vfio_ap_mdev_cfg_add")]
    private async KernelTask AddConfig(HostConfig added)
    {
        var mdev = await Matrix.MdevFirst();
        if (mdev.IsNull)
            return;
        var adapters = await FilterByType(added);
        while (!mdev.IsNull)
        {
            var own = await LoadMatrix(mdev);
            await mdev.StoreAddedAdapters(adapters.And(own.Adapters)); // without M, under which it is read: B41
            await mdev.StoreAddedDomains(added.Domains.And(own.Domains));
            await mdev.StoreAddedControls(added.Controls.And(own.Controls));
            mdev = await Matrix.MdevNext(mdev);
        }
    }

    [KernelFunction("vfio_ap_on_cfg_changed")]
    public override async KernelTask OnConfigChanged(HostConfig current, HostConfig previous)
    {
        await Matrix.GuestsLock.Lock();
        var removed = previous.AndNot(current);
        if (!removed.IsEmpty)
            await RemoveConfig(removed);
        var added = current.AndNot(previous);
        if (!added.IsEmpty)
            await AddConfig(added);
        await Matrix.StoreInfo(current);
        await Matrix.GuestsLock.Unlock();
    }

    // Looks at the queues of what came, or at none where only control domains did: B25.
    [KernelFunction("vfio_ap_mdev_hot_plug_cfg")]
    private async KernelTask HotPlugConfig(Mdev mdev, HostConfig added)
    {
        var kvm = await mdev.LoadKvm();
        await kvm.Lock.Lock(); // an mdev need not have a guest: B34
        await Matrix.MdevsLock.Lock();
        var own = await LoadMatrix(mdev);
        var adapters = own.Adapters.And(added.Adapters);
        var domains = own.Domains.And(added.Domains);
        if (adapters.IsEmpty)
            adapters = own.Adapters.And(await Matrix.LoadInfoAdapters()); // the shadow's, once it is made anew
        else if (domains.IsEmpty)
            domains = own.Domains.And(await Matrix.LoadInfoDomains());
        var isUpdateDue = await FilterMatrix(adapters, domains, mdev);
        if (own.Controls.Intersects(added.Controls))
            isUpdateDue |= await FilterControls(mdev);
        if (isUpdateDue)
            await UpdateGuestApcb(mdev);
        await Matrix.MdevsLock.Unlock();
        await kvm.Lock.Unlock();
    }

    [KernelFunction("vfio_ap_on_scan_complete")]
    public override async KernelTask OnScanComplete()
    {
        await Matrix.GuestsLock.Lock();
        var mdev = await Matrix.MdevFirst();
        while (!mdev.IsNull)
        {
            var adapters = await mdev.LoadAddedAdapters();
            var domains = await mdev.LoadAddedDomains();
            var controls = await mdev.LoadAddedControls();
            var added = new HostConfig(adapters, domains, controls);
            if (!added.IsEmpty)
            {
                await HotPlugConfig(mdev, added);
                await mdev.StoreAddedAdapters(Matrix.NoAdapters);
                await mdev.StoreAddedDomains(Matrix.NoDomains);
                await mdev.StoreAddedControls(Matrix.NoDomains);
            }

            mdev = await Matrix.MdevNext(mdev);
        }

        await Matrix.GuestsLock.Unlock();
    }
}
