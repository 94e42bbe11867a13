using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Revisions;

/// <summary>
/// <c>v6.12</c>: the driver of the open_device era as released, before the corrections of 2026. The guest gets a shadow of the mdev's
/// matrix, which follows the host configuration and the bound queues; an unending worker awaits each reset.
/// </summary>
[Source("v6.12 drivers/s390/crypto/vfio_ap_ops.c, before 4400270ec034 and the nine corrections that came with it (Xilinx/linux-xlnx "
    + "acc8f948e4aa; lordspline/linux 3c73a8d36e91)")]
public sealed class V6_12(World world) : OpenDeviceEraDriver(world)
{
    private const int ResetIntervalMilliseconds = 20;

    /// <inheritdoc/>
    public override OpenDeviceFacts Facts { get; } =
        new(HoldsGuest: true, ReleasesGroups: true, LocksGroup: true, WarnsOfAlertMask: true, HasApConfig: true, HasEventfds: true) { SetsConditionCode = true };

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

    [KernelFunction("ensure_nib_shared")]
    private static async KernelTask<bool> EnsureNibShared(GuestAqic request)
    {
        var isShared = await request.Kvm.PinShared(request.NibPage);
        return isShared;
    }

    [KernelFunction("vfio_ap_irq_enable")]
    [Suspected("B21: a refused AQIC frees the old resources and keeps the new pin and registration")]
    private async KernelTask<ApStatus> IrqEnable(Queue queue, GuestAqic request)
    {
        if (request.Nib == 0)
            return new ApStatus(ResponseCode.InvalidAddress);
        var isMapped = await request.Kvm.HasPage(request.NibPage);
        if (!isMapped)
            return new ApStatus(ResponseCode.InvalidAddress);
        var mdev = await queue.LoadMdev();
        var isPinned = await mdev.PinPageAt(request.Nib);
        if (!isPinned)
            return new ApStatus(ResponseCode.InvalidAddress);
        var kvm = await mdev.LoadKvm();
        var isProtected = await request.Kvm.LoadIsProtected();
        if (isProtected)
        {
            var isShared = await EnsureNibShared(request);
            if (!isShared)
            {
                await mdev.UnpinPageAt(request.Nib);
                return new ApStatus(ResponseCode.InvalidAddress);
            }
        }

        var registered = await kvm.GiscRegister(request.Isc);
        if (registered != Errno.Ok)
        {
            await mdev.UnpinPageAt(request.Nib);
            return new ApStatus(ResponseCode.InvalidAddress);
        }

        var status = await Ap.AqicEnable(queue.Apqn, request, kvm);
        switch (status.ResponseCode)
        {
            case ResponseCode.Normal:
                await FreeAqicResources(queue);
                await queue.StoreSavedNib(request.Nib);
                await queue.StoreSavedIsc(request.Isc);
                break;
            case ResponseCode.OtherwiseChanged:
                await kvm.GiscUnregister(request.Isc);
                await mdev.UnpinPageAt(request.Nib);
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

    [KernelFunction("_queue_passable")]
    private static async KernelTask<bool> IsPassable(Queue queue)
    {
        if (queue.IsNull)
            return false;
        var code = await queue.LoadResetCode();
        return code is ResponseCode.Normal or ResponseCode.Deconfigured or ResponseCode.Checkstopped;
    }

    // An APID is the guest's only with every queue of its: the others of it are to be reset by the caller.
    [KernelFunction("vfio_ap_mdev_filter_matrix")]
    private async KernelTask<(bool IsChanged, AdapterSet Filtered)> FilterMatrix(Mdev mdev)
    {
        var adaptersBefore = await mdev.LoadShadowAdapters();
        var domainsBefore = await mdev.LoadShadowDomains();
        var assignedAdapters = await mdev.LoadAdapters();
        var hostAdapters = await Matrix.LoadInfoAdapters();
        var adapters = assignedAdapters.And(hostAdapters);
        await mdev.StoreShadowAdapters(adapters);
        var assignedDomains = await mdev.LoadDomains();
        var hostDomains = await Matrix.LoadInfoDomains();
        var domains = assignedDomains.And(hostDomains);
        await mdev.StoreShadowDomains(domains);
        var filtered = Matrix.NoAdapters;
        foreach (var apid in adapters)
        {
            foreach (var apqi in domains)
            {
                var queue = await mdev.FindLinked(new Apqn(apid, apqi));
                var isPassable = await IsPassable(queue);
                if (isPassable)
                    continue;
                await mdev.ClearShadowAdapter(apid);
                if (adaptersBefore.Contains(apid))
                    filtered = filtered.With(apid);
                break;
            }
        }

        var adaptersNow = await mdev.LoadShadowAdapters();
        return (!adaptersNow.Matches(adaptersBefore) || !domains.Matches(domainsBefore), filtered);
    }

    [KernelFunction("vfio_ap_mdev_probe")]
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
        var linked = await mdev.FindLinked(queue.Apqn);
        if (!linked.IsNull)
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
    [Suspected("S3: the reference on the request eventfd stays")]
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

    [KernelFunction("reset_queues_for_apids")]
    private async KernelTask ResetQueuesForApids(Mdev mdev, AdapterSet adapters)
    {
        var domains = await mdev.LoadShadowDomains();
        foreach (var apid in adapters)
        {
            foreach (var apqi in domains)
            {
                var queue = await mdev.FindLinked(new Apqn(apid, apqi));
                if (!queue.IsNull)
                    await ResetQueue(queue);
            }
        }

        foreach (var apid in adapters)
        {
            foreach (var apqi in domains)
            {
                var queue = await mdev.FindLinked(new Apqn(apid, apqi));
                if (!queue.IsNull)
                    await FlushReset(queue);
            }
        }
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
        var (isChanged, filtered) = await FilterMatrix(mdev);
        if (isChanged)
        {
            await UpdateGuestApcb(mdev);
            await ResetQueuesForApids(mdev, filtered);
        }

        return Errno.Ok;
    }

    // A queue outside the shadow leaves the table and keeps its matrix_mdev: S1.
    [KernelFunction("vfio_ap_mdev_hot_unplug_adapters")]
    [Suspected("S1: only queues of the shadow forget the mdev")]
    private async KernelTask HotUnplugAdapters(Mdev mdev, AdapterSet removed)
    {
        var isUpdateDue = false;
        foreach (var apid in removed)
        {
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
            if (!shadow.Contains(apid))
                continue;
            await mdev.ClearShadowAdapter(apid);
            isUpdateDue = true;
        }

        if (isUpdateDue)
            await UpdateGuestApcb(mdev);
        await ResetListed(Matrix.ListedByAdapter);
        foreach (var queue in Matrix.ListedByAdapter)
        {
            await queue.StoreMdev(default);
            await queue.Unlist();
        }
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
            await HotUnplugAdapters(mdev, Matrix.NoAdapters.With(apid));
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
        var (isChanged, filtered) = await FilterMatrix(mdev);
        if (isChanged)
        {
            await UpdateGuestApcb(mdev);
            await ResetQueuesForApids(mdev, filtered);
        }

        return Errno.Ok;
    }

    [KernelFunction("vfio_ap_mdev_hot_unplug_domains")]
    [Suspected("S1: only queues of the shadow forget the mdev")]
    private async KernelTask HotUnplugDomains(Mdev mdev, DomainSet removed)
    {
        var isUpdateDue = false;
        foreach (var apqi in removed)
        {
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
            if (!shadow.Contains(apqi))
                continue;
            await mdev.ClearShadowDomain(apqi);
            isUpdateDue = true;
        }

        if (isUpdateDue)
            await UpdateGuestApcb(mdev);
        await ResetListed(Matrix.ListedByDomain);
        foreach (var queue in Matrix.ListedByDomain)
        {
            await queue.StoreMdev(default);
            await queue.Unlist();
        }
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
            await HotUnplugDomains(mdev, Matrix.NoDomains.With(apqi));
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

    [KernelFunction("ap_config_store")]
    public override async KernelTask<Errno> StoreConfig(MdevDevice device, HostConfig masks)
    {
        var mdev = await device.LoadDrvdata();
        var hasText = await Alloc();
        if (!hasText)
            return Errno.ENOMEM;
        await Matrix.PermsLock.Lock();
        await GetUpdateLocksForMdev(mdev);
        var error = await ReplaceMatrix(mdev, masks);
        await ReleaseUpdateLocksForMdev(mdev);
        await Matrix.PermsLock.Unlock();
        await FreeAlloc();
        return error;
    }

    [KernelFunction("ap_config_store")]
    private async KernelTask<Errno> ReplaceMatrix(Mdev mdev, HostConfig masks)
    {
        var before = await LoadMatrix(mdev);
        await StoreMatrix(mdev, masks);
        var error = await ValidateMasks(mdev);
        await StoreMatrix(mdev, before);
        if (error != Errno.Ok)
            return error;
        await HotUnplugAdapters(mdev, before.Adapters.AndNot(masks.Adapters));
        await HotUnplugDomains(mdev, before.Domains.AndNot(masks.Domains));
        await StoreMatrix(mdev, masks);
        foreach (var apid in masks.Adapters.AndNot(before.Adapters))
            await LinkAdapter(mdev, apid);
        foreach (var apqi in masks.Domains.AndNot(before.Domains))
            await LinkDomain(mdev, apqi);
        var (isChanged, filtered) = await FilterMatrix(mdev);
        var areControlsChanged = await FilterControls(mdev);
        if (!isChanged && !areControlsChanged)
            return Errno.Ok;
        await UpdateGuestApcb(mdev);
        await ResetQueuesForApids(mdev, filtered);
        return Errno.Ok;
    }

    [KernelFunction("ap_matrix_copy")]
    private static async KernelTask<HostConfig> LoadMatrix(Mdev mdev)
    {
        var adapters = await mdev.LoadAdapters();
        var domains = await mdev.LoadDomains();
        var controls = await mdev.LoadControls();
        return new HostConfig(adapters, domains, controls);
    }

    [KernelFunction("ap_matrix_copy")]
    private static async KernelTask StoreMatrix(Mdev mdev, HostConfig masks)
    {
        await mdev.StoreAdapters(masks.Adapters);
        await mdev.StoreDomains(masks.Domains);
        await mdev.StoreControls(masks.Controls);
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
    [Suspected("S7: a range from address 0 on takes queues without a NIB for its own")]
    public override async KernelTask DmaUnmap(Mdev mdev, uint iova, uint length)
    {
        await Matrix.MdevsLock.Lock();
        foreach (var queue in await mdev.LoadLinked())
        {
            var nib = await queue.LoadSavedNib() ?? 0;
            if (nib >= iova && nib - iova < length)
                await IrqDisable(queue);
        }

        await Matrix.MdevsLock.Unlock();
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
        await kvm.Put(); // K is unlocked after this: B13, masked while the VFIO core holds a reference
        await mdev.StoreKvm(default);
        await ReleaseUpdateLocksForKvm(kvm);
    }

    // Works until the queue answers that its reset is over: S6.
    [KernelFunction("apq_reset_check")]
    [Suspected("S6: no bound, and whoever waits for it holds G, K and M")]
    private async KernelTask AwaitReset(Queue queue)
    {
        while (true)
        {
            await Sleep(ResetIntervalMilliseconds);
            var status = await Ap.Tapq(queue.Apqn);
            switch (status.ResponseCode)
            {
                case ResponseCode.Normal:
                case ResponseCode.Deconfigured:
                case ResponseCode.Checkstopped:
                case ResponseCode.AssociationSecretNotUnique:
                case ResponseCode.AssociationFailed:
                    break;
                case ResponseCode.ResetInProgress:
                case ResponseCode.Busy:
                    continue;
                default:
                    await Warn("unexpected response to TAPQ while a reset is awaited");
                    return;
            }

            var code = await queue.LoadResetCode();
            if (code is ResponseCode.ResetInProgress or ResponseCode.Busy or ResponseCode.StateChangeInProgress
                || status.ResponseCode is ResponseCode.AssociationSecretNotUnique or ResponseCode.AssociationFailed)
            {
                var again = await Ap.Zapq(queue.Apqn);
                await queue.StoreResetCode(again.ResponseCode);
                continue;
            }

            var isc = await queue.LoadSavedIsc();
            if (isc is not null)
                await FreeAqicResources(queue);
            return;
        }
    }

    [KernelFunction("vfio_ap_mdev_reset_queue")]
    private async KernelTask ResetQueue(Queue queue)
    {
        var status = await Ap.Zapq(queue.Apqn);
        await queue.StoreResetCode(status.ResponseCode);
        switch (status.ResponseCode)
        {
            case ResponseCode.Normal:
            case ResponseCode.ResetInProgress:
            case ResponseCode.Busy:
            case ResponseCode.StateChangeInProgress:
                await queue.QueueWork();
                break;
            case ResponseCode.Deconfigured:
            case ResponseCode.Checkstopped:
                await FreeAqicResources(queue);
                break;
            default:
                await Warn("unexpected response to ZAPQ");
                break;
        }
    }

    [KernelFunction("flush_work")]
    private async KernelTask FlushReset(Queue queue)
    {
        var isQueued = await queue.TakeWork();
        if (isQueued)
            await AwaitReset(queue);
    }

    [KernelFunction("vfio_ap_mdev_reset_queues")]
    private async KernelTask<Errno> ResetQueues(Mdev mdev)
    {
        var error = Errno.Ok;
        foreach (var queue in await mdev.LoadLinked())
            await ResetQueue(queue);
        foreach (var queue in await mdev.LoadLinked())
        {
            await FlushReset(queue);
            var code = await queue.LoadResetCode();
            if (code != ResponseCode.Normal)
                error = Errno.EIO;
        }

        return error;
    }

    [KernelFunction("vfio_ap_mdev_reset_qlist")]
    private async KernelTask ResetListed(ListedQueues queues)
    {
        foreach (var queue in queues)
            await ResetQueue(queue);
        foreach (var queue in queues)
            await FlushReset(queue);
    }

    [KernelFunction("vfio_ap_mdev_open_device")]
    public override async KernelTask<Errno> OpenDevice(Mdev mdev, Kvm kvm)
    {
        if (kvm.IsNull)
            return Errno.EINVAL;
        return await SetKvm(mdev, kvm);
    }

    [KernelFunction("vfio_ap_mdev_close_device")]
    [Suspected("S3: the request eventfd of this user stays for the next")]
    public override async KernelTask CloseDevice(Mdev mdev)
    {
        await UnsetKvm(mdev);
    }

    [KernelFunction("vfio_ap_mdev_request")]
    [Suspected("S4: the eventfd is signalled without M, while SET_IRQS may put it")]
    public override async KernelTask Request(Mdev mdev)
    {
        var hasTrigger = await mdev.LoadReqTrigger();
        if (hasTrigger)
            await mdev.SignalEventfd();
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

    [KernelFunction("vfio_ap_set_request_irq")]
    public override async KernelTask<Errno> SetIrqs(Mdev mdev, EventfdIndex index, EventfdAction action)
    {
        await Matrix.MdevsLock.Lock();
        var error = Errno.EINVAL;
        if (index == EventfdIndex.Req && action != EventfdAction.Bad)
        {
            if (action == EventfdAction.On)
                await mdev.GetEventfd();
            var hasTrigger = await mdev.LoadReqTrigger();
            if (hasTrigger)
                await mdev.PutEventfd();
            await mdev.StoreReqTrigger(action == EventfdAction.On);
            error = Errno.Ok;
        }

        await Matrix.MdevsLock.Unlock();
        return error;
    }

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
        {
            await device.RemoveGroup();
            return Errno.ENOMEM;
        }

        await queue.StoreSavedIsc(null);
        var mdev = await GetUpdateLocksByApqn(device.Apqn);
        if (!mdev.IsNull)
        {
            await LinkQueue(mdev, queue);
            var addedAdapters = await mdev.LoadAddedAdapters();
            var addedDomains = await mdev.LoadAddedDomains();
            if (addedAdapters.IsEmpty && addedDomains.IsEmpty) // else the end of the scan filters
            {
                var (isChanged, filtered) = await FilterMatrix(mdev);
                if (isChanged)
                {
                    await UpdateGuestApcb(mdev);
                    await ResetQueuesForApids(mdev, filtered);
                }
            }
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
        var isShadowed = !mdev.IsNull && await mdev.LoadIsShadowed(device.Apqn);
        if (isShadowed)
        {
            await mdev.ClearShadowAdapter(device.Apqn.Apid);
            await UpdateGuestApcb(mdev);
            await ResetQueuesForApids(mdev, Matrix.NoAdapters.With(device.Apqn.Apid));
        }
        else
        {
            var adapters = await Matrix.LoadInfoAdapters();
            var domains = await Matrix.LoadInfoDomains();
            if (adapters.Contains(device.Apqn.Apid) && domains.Contains(device.Apqn.Apqi))
            {
                await ResetQueue(queue);
                await FlushReset(queue);
            } // else its pin and registration go with it, and stay: B29
        }

        if (!mdev.IsNull)
            await queue.TableDel();
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

    [KernelFunction("vfio_ap_mdev_hot_plug_cfg")]
    private async KernelTask HotPlugConfig(Mdev mdev, HostConfig added)
    {
        var kvm = await mdev.LoadKvm();
        await kvm.Lock.Lock(); // an mdev need not have a guest: B34
        await Matrix.MdevsLock.Lock();
        var own = await LoadMatrix(mdev);
        var isFilterDue = own.Adapters.Intersects(added.Adapters) || own.Domains.Intersects(added.Domains);
        var isUpdateDue = false;
        var filtered = Matrix.NoAdapters;
        if (isFilterDue)
            (isUpdateDue, filtered) = await FilterMatrix(mdev);
        if (own.Controls.Intersects(added.Controls))
            isUpdateDue |= await FilterControls(mdev);
        if (isUpdateDue)
            await UpdateGuestApcb(mdev);
        if (!isFilterDue)
            filtered = await Matrix.LoadUnwrittenAdapters(); // only the filter writes them: B39
        await ResetQueuesForApids(mdev, filtered);
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
