using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The kernel core's state of an mdev that is not in the ledger.</summary>
internal sealed class HiddenMdevFields
{
    private const int AskedMax = 15;

    public HiddenMdevFields(LayoutBuilder b, int mdev)
    {
        b.BelongTo(EntityKind.Mdev, mdev);
        Drvdata = b.Add("drvdata", FieldKind.MdevPointer, b.Scope.Mdevs, "what the mdev device's driver data names");
        OnList = b.Add("on_list", FieldKind.Flag, 1, "it is on the driver's list");
        KvmTorn = b.Add("kvm.torn", FieldKind.Flag, b.Scope.Tearing ? 1 : 0, "a store of its guest is half done");
        KvmBusy = b.Add("kvm_busy", FieldKind.Flag, 1, "a call changes the guest's masks with L dropped", only: Era.Notifier);
        ChainCalls = b.Add("group_chain.calls", FieldKind.Counter, Operation.ThreadsMax, "running calls of its group's notifier chain, whose semaphore they hold", only: Era.Notifier);
        const Era hotPlug = Era.OpenDevice;
        Next = b.Add("node.next", FieldKind.MdevPointer, b.Scope.Mdevs, "the mdev behind it on the driver's list", only: hotPlug);
        DeviceKvm = b.Add("vdev.kvm", FieldKind.KvmPointer, b.Traits.HasFlag(CoreTraits.OpenAttach) ? b.Scope.Kvms : 0, "the guest the VFIO core opened it for");
        ReqTrigger = b.Add("req_trigger", FieldKind.Flag, 1, "the driver has a request eventfd", Features.Eventfds, hotPlug);
        CfgChgTrigger = b.Add("cfg_chg_trigger", FieldKind.Flag, 1, "the driver has an eventfd for configuration changes",
            Features.Eventfds, hotPlug);
        PinsInside = [.. b.Scope.Pages.Select(p =>
            b.Add($"pins[0x{p:x}].inside", FieldKind.Counter, b.Scope.Cap, "of its pins, those of an address that is not the page's first", Features.Irq, hotPlug))];
        MappedAnew = b.Add("mapped_anew", FieldKind.Flag, Mappings.PairOf(b.Scope) is null ? 0 : 1,
            "the page that was mapped first was mapped anew, after its neighbour", Features.Irq, hotPlug);
        Waited = b.Add("removal.waited", FieldKind.Time, Ticks.Long, "ticks since its removal asked last", Features.Eventfds | Features.Waits, hotPlug);
        Asked = b.Add("removal.asked", FieldKind.Counter, AskedMax, "how often its removal asked, as far as is counted",
            Features.Eventfds | Features.Waits, hotPlug);
        Caller = b.Add("removal.thread", FieldKind.State, Operation.ThreadsMax, "the thread of the trace whose call its removal is; 0 for none",
            Features.Eventfds, hotPlug);
    }

    public Field Drvdata { get; }

    public Field OnList { get; }

    public Field KvmTorn { get; }

    public Field KvmBusy { get; }

    public Field ChainCalls { get; }

    public Field Next { get; }

    public Field DeviceKvm { get; }

    public Field ReqTrigger { get; }

    public Field CfgChgTrigger { get; }

    public ImmutableArray<Field> PinsInside { get; }

    public Field MappedAnew { get; }

    public Field Waited { get; }

    public Field Asked { get; }

    public Field Caller { get; }
}
