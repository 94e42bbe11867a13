using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>
/// A driver of the notifier era that registers both notifiers when it is opened and does nothing else but note which of its entry points
/// the kernel calls. Tests of the kernel around it say what it answers.
/// </summary>
internal sealed class NotifierStub(World world) : NotifierEraDriver(world)
{
    /// <summary>Entry points called so far, oldest first.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What <c>open</c> returns.</summary>
    public Errno OpenAnswer { get; init; }

    /// <summary>False for an <c>open</c> that registers no notifier.</summary>
    public bool Registers { get; init; } = true;

    /// <summary>What it does when it hears of an unmap; nothing by default, so that the page stays pinned.</summary>
    public Func<Mdev, uint, KernelTask> OnUnmap { get; init; } = (_, _) => KernelTask.Completed;

    public override async KernelTask<Errno> Create(MdevDevice device)
    {
        var mdev = await device.Alloc();
        await device.StoreDrvdata(mdev);
        return Errno.Ok;
    }

    public override async KernelTask<Errno> Remove(MdevDevice device)
    {
        Calls.Add("remove");
        var mdev = await device.LoadDrvdata();
        await mdev.Free();
        return Errno.Ok;
    }

    public override async KernelTask<Errno> Open(MdevDevice device)
    {
        var guest = await device.LoadGuest();
        Calls.Add(guest.IsNull ? "open" : "open for a guest");
        if (Registers)
        {
            var mdev = await device.LoadDrvdata();
            await device.RegisterIommuNotifier();
            await device.RegisterGroupNotifier(mdev);
        }

        return OpenAnswer;
    }

    public override async KernelTask Release(MdevDevice device)
    {
        Calls.Add("release");
        await device.UnregisterGroupNotifier();
        await device.UnregisterIommuNotifier();
    }

    public override KernelTask GroupNotifier(Mdev mdev, Kvm kvm)
    {
        Calls.Add(kvm.IsNull ? "null" : "guest");
        return KernelTask.Completed;
    }

    public override KernelTask IommuNotifier(Mdev mdev, uint firstPage, int pages)
    {
        Calls.Add($"unmap 0x{firstPage:x}");
        return OnUnmap(mdev, firstPage);
    }

    // The reset ioctl pins the page 0x12, which takes no guest and no queue.
    public override async KernelTask<Errno> Reset(MdevDevice device)
    {
        var mdev = await device.LoadDrvdata();
        var isPinned = await mdev.PinPage(0x12);
        return isPinned ? Errno.Ok : Errno.EINVAL;
    }

    public override KernelTask<Errno> AssignAdapter(MdevDevice device, Apid apid) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> UnassignAdapter(MdevDevice device, Apid apid) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> AssignDomain(MdevDevice device, Apqi apqi) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> UnassignDomain(MdevDevice device, Apqi apqi) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> AssignControlDomain(MdevDevice device, Apqi apqi) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> UnassignControlDomain(MdevDevice device, Apqi apqi) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> GetInfo(MdevDevice device, bool isArgszShort) => KernelTask.From(Errno.Ok);

    public override KernelTask<Errno> ProbeQueue(Apqn apqn) => KernelTask.From(Errno.Ok);

    public override KernelTask RemoveQueue(Apqn apqn) => KernelTask.Completed;
}
