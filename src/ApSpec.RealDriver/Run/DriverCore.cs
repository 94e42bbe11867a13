using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// Turns each operation of a trace into the calls that the mdev core, VFIO, KVM, sysfs and the AP bus make into the compiled driver. An
/// operation that they could not deliver is refused. <see cref="OpenDeviceCore"/> and <see cref="NotifierCore"/> have the parts of one era.
/// </summary>
internal abstract partial class DriverCore(World world, DriverCalls calls, DriverFeatures features, CoreFacts facts)
{
    /// <summary>The mdevs with a removal that asked in the last operation, one bit each.</summary>
    public uint Asked { get; protected set; }

    /// <summary>The mdev with a removal that asked again and did not return; -1 when there is none.</summary>
    public int Asking { get; protected set; }

    /// <summary>The world.</summary>
    protected World World => world;

    /// <summary>Where calls are made.</summary>
    protected DriverCalls Calls => calls;

    /// <summary>What the compiled tree has.</summary>
    protected DriverFeatures Features => features;

    /// <summary>Where the ledger is.</summary>
    protected ObservationLayout Layout => world.Layout.Observation;

    /// <summary>Does one operation, to its end or to the point where its call is abandoned.</summary>
    public StepResult Apply(in Operation op)
    {
        Asked = 0;
        Asking = -1;
        var result = Deliver(op);
        if (world.ScanThread != 0)
            SettleScan(result);
        return result;
    }

    /// <summary>Removals that have waited for 10 s ask again; returns the result.</summary>
    public virtual StepResult AskAgain() => StepResult.Ok;

    /// <summary>Why VFIO does not notify the driver of an unmap by an open mdev's user; null when it does.</summary>
    protected abstract string? UnmapRefusal(MdevId m);

    /// <summary>True when VFIO may ask the device about an unmap of a range.</summary>
    protected abstract bool IsUnmapHeard(MdevId m, uint firstPage, int pages);

    /// <summary>Does an operation that both eras have.</summary>
    protected virtual StepResult Deliver(in Operation op) => op.Kind switch
    {
        OperationKind.Create => Create(op),
        OperationKind.Release => WithDescriptor(op, NativeOp.Close),
        OperationKind.SetKvm => SetKvm(op),
        OperationKind.AssignAdapter => Store(op, NativeAttribute.AssignAdapter, op.Apid.Value),
        OperationKind.UnassignAdapter => Store(op, NativeAttribute.UnassignAdapter, op.Apid.Value),
        OperationKind.AssignDomain => Store(op, NativeAttribute.AssignDomain, op.Apqi.Value),
        OperationKind.UnassignDomain => Store(op, NativeAttribute.UnassignDomain, op.Apqi.Value),
        OperationKind.AssignControlDomain => Store(op, NativeAttribute.AssignControlDomain, op.Apqi.Value),
        OperationKind.UnassignControlDomain => Store(op, NativeAttribute.UnassignControlDomain, op.Apqi.Value),
        OperationKind.Reset => WithDescriptor(op, NativeOp.Reset),
        OperationKind.GetInfo => WithDescriptor(op, NativeOp.GetInfo),
        OperationKind.AqicEnable or OperationKind.AqicDisable => Aqic(op),
        OperationKind.DmaUnmap => DmaUnmap(op),
        OperationKind.Nqap or OperationKind.Dqap or OperationKind.GuestZapq or OperationKind.GuestRapq
            or OperationKind.GuestTapq or OperationKind.Process => world.Message(op),
        OperationKind.Unbind or OperationKind.Bind => BindQueue(op),
        OperationKind.Override => Override(op),
        OperationKind.ApmaskAdd or OperationKind.ApmaskDel or OperationKind.AqmaskAdd
            or OperationKind.AqmaskDel => ReviseMasks(op),
        OperationKind.HostAdapterDel or OperationKind.HostAdapterAdd or OperationKind.HostDomainDel
            or OperationKind.HostDomainAdd or OperationKind.HostControlDel or OperationKind.HostControlAdd => ReviseHost(op),
        OperationKind.Deconfigure or OperationKind.Configure or OperationKind.Checkstop or OperationKind.Recover
            or OperationKind.HwAnswer or OperationKind.HwDuration or OperationKind.Advance => world.Machine(op),
        OperationKind.CloseVm => CloseFd(op, NativeOp.CloseVm, Layout.Kvms[op.Kvm!.Value.Value].VmClosed),
        OperationKind.CloseVcpu => CloseFd(op, NativeOp.CloseVcpu, Layout.Kvms[op.Kvm!.Value.Value].VcpuClosed),
        OperationKind.CloseKvmVfio => CloseFd(op, NativeOp.CloseKvmVfio, Layout.Kvms[op.Kvm!.Value.Value].KvmVfioClosed),
        OperationKind.CreateVm => CreateVm(op),
        OperationKind.PvEnable => PvEnable(op),
        OperationKind.OpenGroup or OperationKind.CloseGroup or OperationKind.OpenContainer or OperationKind.CloseContainer
            or OperationKind.SetContainer or OperationKind.UnsetContainer or OperationKind.SetIommu or OperationKind.Map
            or OperationKind.Unmap => Descriptor(op),
        OperationKind.Show => Show(op),
        OperationKind.Status => Status(op),
        OperationKind.Ioctl => Ioctl(op),
        OperationKind.Scan => ScanOn(),
        _ => throw new InvalidOperationException($"unknown operation {op.Kind}"),
    };

    private StepResult Create(in Operation op) => world.Get(Layout.Mdevs[op.Mdev.Value].Life) != (uint)MdevLife.Absent
        ? StepResult.NotPossible($"{op.Mdev} exists already, or its number is still named by a pointer")
        : Call(Prepare(op, NativeOp.Create));

    /// <summary>A call through a descriptor of the mdev.</summary>
    protected StepResult WithDescriptor(in Operation op, NativeOp call) => world.IsLive(op.Mdev) && Opens(op.Mdev) > 0
        ? Call(Prepare(op, call) with { Arg = op.Fail == FailPoint.Argsz ? (byte)1 : (byte)0 })
        : StepResult.NotPossible($"{op.Mdev} has no open descriptor");


    // VFIO notifies a device of an unmap only when a page of the range is pinned.
    private StepResult DmaUnmap(in Operation op)
    {
        if (!world.IsLive(op.Mdev) || Opens(op.Mdev) == 0)
            return StepResult.NotPossible($"{op.Mdev} has no open descriptor");
        if (UnmapRefusal(op.Mdev) is { } refusal)
            return StepResult.NotPossible(refusal);
        if (DescriptorRefusal(op.Mdev, NativeDescriptors.ContainerFd) is { } missing)
            return StepResult.NotPossible(missing);
        return IsUnmapHeard(op.Mdev, op.Address >> 12, op.Amount)
            ? Call(Prepare(op, NativeOp.Unmap) with { Address = op.Address, Id = op.Amount })
            : StepResult.NotPossible("no page of the range is pinned: VFIO unmaps it without asking");
    }

    /// <summary>Open descriptors.</summary>
    protected uint Opens(MdevId m) => world.Get(Layout.Mdevs[m.Value].Opens);

    /// <summary>One call of the library.</summary>
    protected StepResult Call(in NativeCall call) => calls.Do(call).Result;

    /// <summary>Prepares a call with the operation's mdev and guest.</summary>
    protected static NativeCall Prepare(in Operation op, NativeOp call) => new()
    {
        Op = call,
        Mdev = op.Mdev.Value,
        Kvm = op.Kvm?.Value ?? 0,
        FailAlloc = op.Fail switch { FailPoint.Alloc => 1, FailPoint.Register => NativeCall.FailLent, _ => 0 },
    };
}
