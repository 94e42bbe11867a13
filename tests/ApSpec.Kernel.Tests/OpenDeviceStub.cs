using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>
/// A driver of the open_device era that keeps its mdevs alive and does nothing else but note which of its entry points the kernel calls.
/// Tests of the kernel around it say what it answers.
/// </summary>
internal sealed class OpenDeviceStub(World world, OpenDeviceFacts facts) : OpenDeviceEraDriver(world)
{
    /// <summary>Entry points called so far, oldest first.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What <c>open_device</c> returns.</summary>
    public Errno OpenAnswer { get; set; }

    /// <summary>Is told for which guest, or NULL, a device is opened.</summary>
    public Action<Kvm> OnOpen { get; init; } = _ => { };

    /// <summary>What it does when it hears of an unmap; nothing by default, so that the page stays pinned.</summary>
    public Func<Mdev, uint, KernelTask> OnUnmap { get; init; } = (_, _) => KernelTask.Completed;

    public override OpenDeviceFacts Facts => facts;

    public override KernelTask<PqapResult> HandlePqap(GuestAqic request) => KernelTask.From(default(PqapResult));

    public override async KernelTask<Errno> Probe(MdevDevice device)
    {
        var mdev = await device.Alloc();
        await device.StoreDrvdata(mdev);
        return Errno.Ok;
    }

    public override async KernelTask Remove(MdevDevice device)
    {
        Calls.Add("remove");
        var mdev = await device.LoadDrvdata();
        await mdev.Free();
    }

    public override KernelTask<Errno> OpenDevice(Mdev mdev, Kvm kvm)
    {
        Calls.Add(kvm.IsNull ? "open" : "open for a guest");
        OnOpen(kvm);
        return KernelTask.From(OpenAnswer);
    }

    public override KernelTask CloseDevice(Mdev mdev)
    {
        Calls.Add("close");
        return KernelTask.Completed;
    }

    public override KernelTask DmaUnmap(Mdev mdev, uint iova, uint length)
    {
        Calls.Add($"unmap 0x{iova >> 12:x}");
        return OnUnmap(mdev, iova);
    }

    // The reset ioctl pins the page 0x12, which takes no guest and no queue.
    public override async KernelTask<Errno> Reset(Mdev mdev)
    {
        var isPinned = await mdev.PinPageAt(0x12000);
        return isPinned ? Errno.Ok : Errno.EINVAL;
    }

    // `on` takes a reference, `off` drops one, whether there is any or not; an `on` signals what it took.
    public override async KernelTask<Errno> SetIrqs(Mdev mdev, EventfdIndex index, EventfdAction action)
    {
        if (action == EventfdAction.On)
        {
            await mdev.GetEventfd(index);
            await mdev.SignalEventfd(index);
        }
        else
        {
            await mdev.PutEventfd(index);
        }

        return Errno.Ok;
    }

    public override KernelTask<Errno> AssignAdapter(MdevDevice device, Apid apid) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> UnassignAdapter(MdevDevice device, Apid apid) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> AssignDomain(MdevDevice device, Apqi apqi) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> UnassignDomain(MdevDevice device, Apqi apqi) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> AssignControlDomain(MdevDevice device, Apqi apqi) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> UnassignControlDomain(MdevDevice device, Apqi apqi) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> GetInfo(Mdev mdev, bool isArgszShort) => KernelTask.From(Errno.Ok);

    public override KernelTask StatusShow(QueueDevice device) => KernelTask.Completed;

    public override KernelTask<Errno> ProbeQueue(QueueDevice device) => KernelTask.From(Errno.Ok);

    public override async KernelTask RemoveQueue(QueueDevice device) => await device.RemoveGroup();

    public override KernelTask<Errno> InUse(AdapterSet adapters, DomainSet domains) => KernelTask.From(Errno.Ok);

    public override KernelTask OnConfigChanged(HostConfig current, HostConfig previous) => KernelTask.Completed;

    public override KernelTask OnScanComplete() => KernelTask.Completed;
}
