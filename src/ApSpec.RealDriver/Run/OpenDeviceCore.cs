using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// Turns each operation of a trace into the calls that the mdev core, VFIO, KVM, sysfs and the AP bus of the open_device era make
/// into the compiled driver, and refuses what they cannot deliver.
/// </summary>
internal sealed partial class OpenDeviceCore(World world, DriverCalls calls, DriverFeatures features, CoreFacts facts)
{
    private ObservationLayout Layout => world.Layout.Observation;

    /// <summary>Does one operation, to its end or to the point where its call is abandoned.</summary>
    public StepResult Apply(in Operation op)
    {
        Asked = 0;
        Asking = -1;
        return Deliver(op);
    }

    private StepResult Deliver(in Operation op) => op.Kind switch
    {
        OperationKind.Create => Create(op),
        OperationKind.Remove => Remove(op),
        OperationKind.Request => Request(op),
        OperationKind.Open => Open(op),
        OperationKind.Release => WithDescriptor(op, NativeOp.Close),
        OperationKind.SetKvm => SetKvm(op),
        OperationKind.Notify => StepResult.NotPossible("there is no group notifier in this era"),
        OperationKind.AssignAdapter => Store(op, NativeAttribute.AssignAdapter, op.Apid.Value),
        OperationKind.UnassignAdapter => Store(op, NativeAttribute.UnassignAdapter, op.Apid.Value),
        OperationKind.AssignDomain => Store(op, NativeAttribute.AssignDomain, op.Apqi.Value),
        OperationKind.UnassignDomain => Store(op, NativeAttribute.UnassignDomain, op.Apqi.Value),
        OperationKind.AssignControlDomain => Store(op, NativeAttribute.AssignControlDomain, op.Apqi.Value),
        OperationKind.UnassignControlDomain => Store(op, NativeAttribute.UnassignControlDomain, op.Apqi.Value),
        OperationKind.ApConfig => StoreConfig(op),
        OperationKind.Reset => WithDescriptor(op, NativeOp.Reset),
        OperationKind.GetInfo => WithDescriptor(op, NativeOp.GetInfo),
        OperationKind.SetIrq => SetIrq(op),
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
        OperationKind.AdvanceLong => AdvanceLong(),
        OperationKind.CloseVm => CloseFd(op, NativeOp.CloseVm, Layout.Kvms[op.Kvm!.Value.Value].VmClosed),
        OperationKind.CloseVcpu => CloseFd(op, NativeOp.CloseVcpu, Layout.Kvms[op.Kvm!.Value.Value].VcpuClosed),
        OperationKind.CloseKvmVfio => CloseFd(op, NativeOp.CloseKvmVfio, Layout.Kvms[op.Kvm!.Value.Value].KvmVfioClosed),
        OperationKind.CreateVm => CreateVm(op),
        OperationKind.PvEnable => PvEnable(op),
        OperationKind.Share or OperationKind.Unshare => Share(op),
        _ => throw new InvalidOperationException($"unknown operation {op.Kind}"),
    };

    private StepResult Create(in Operation op) => world.Get(Layout.Mdevs[op.Mdev.Value].Life) != (uint)MdevLife.Absent
        ? StepResult.NotPossible($"{op.Mdev} exists already, or its number is still named by a pointer")
        : Call(Of(op, NativeOp.Create));

    private StepResult Remove(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        return Opens(op.Mdev) > 0
            ? StepResult.NotPossible($"{op.Mdev} has an open descriptor: see `request`")
            : Call(Of(op, NativeOp.Remove));
    }

    private StepResult Open(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        if (IsRemoving(op.Mdev))
            return StepResult.NotPossible($"the removal of {op.Mdev} waits: nobody can open it any more");

        // try_module_get is the core's and comes before the driver hears of anything.
        return op.Fail == FailPoint.Module ? StepResult.Of(Errno.ENODEV) : Call(Of(op, NativeOp.Open));
    }

    private StepResult WithDescriptor(in Operation op, NativeOp call) => world.IsLive(op.Mdev) && Opens(op.Mdev) > 0
        ? Call(Of(op, call) with { Arg = op.Fail == FailPoint.Argsz ? (byte)1 : (byte)0 })
        : StepResult.NotPossible($"{op.Mdev} has no open descriptor");

    private StepResult Store(in Operation op, NativeAttribute attribute, byte id) => world.IsLive(op.Mdev)
        ? Call(Of(op, NativeOp.Store) with { Arg = (byte)attribute, Id = id })
        : StepResult.NotPossible($"{op.Mdev} does not exist");

    private StepResult StoreConfig(in Operation op)
    {
        if (!features.HasFlag(DriverFeatures.ApConfig))
            return StepResult.NotPossible("this driver has no ap_config");
        if (!world.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        return Call(Of(op, NativeOp.StoreConfig) with
        {
            Apm = Places(op.Adapters, id => world.Ids.PlaceOf(new Apid(id))),
            Aqm = Places(op.Domains, id => world.Ids.PlaceOf(new Apqi(id))),
            Adm = Places(op.Controls, id => world.Ids.PlaceOf(new Apqi(id))),
        });
    }

    private StepResult SetIrq(in Operation op)
    {
        if (!features.HasFlag(DriverFeatures.RequestIrq))
            return StepResult.NotPossible("this driver takes no eventfds");
        return world.IsLive(op.Mdev) && Opens(op.Mdev) > 0
            ? Call(Of(op, NativeOp.SetIrq) with { Arg = (byte)op.Eventfd, Id = (uint)op.Action })
            : StepResult.NotPossible($"{op.Mdev} has no open descriptor");
    }

    // VFIO tells a device of an unmap only when a page of the range is pinned.
    private StepResult DmaUnmap(in Operation op)
    {
        var fields = Layout.Mdevs[op.Mdev.Value];
        if (!world.IsLive(op.Mdev) || Opens(op.Mdev) == 0)
            return StepResult.NotPossible($"{op.Mdev} has no open descriptor");
        if (!features.HasFlag(DriverFeatures.DmaUnmap))
            return StepResult.NotPossible("this driver does not hear of unmaps");
        var first = op.Address >> 12;
        for (var i = 0; i < world.Scope.Pages.Length; i++)
        {
            var page = world.Scope.Pages[i];
            if (page >= first && page < first + op.Amount && world.Get(fields.Pins[i]) > 0)
                return Call(Of(op, NativeOp.Unmap) with { Address = op.Address, Id = op.Amount });
        }

        return StepResult.NotPossible("no page of the range is pinned: VFIO unmaps it without asking");
    }

    private uint Opens(MdevId m) => world.Get(Layout.Mdevs[m.Value].Opens);

    private bool IsRemoving(MdevId m) => world.Get(Layout.Mdevs[m.Value].Removing) != 0;

    private StepResult Call(in NativeCall call) => calls.Do(call).Result;

    private static NativeCall Of(in Operation op, NativeOp call) => new()
    {
        Op = call,
        Mdev = op.Mdev.Value,
        Kvm = op.Kvm?.Value ?? 0,
        FailAlloc = op.Fail == FailPoint.Alloc ? 1u : 0,
    };

    private static ulong Places(IdPair ids, Func<byte, int> placeOf) =>
        (ids.Count > 0 ? 1UL << placeOf(ids.First) : 0) | (ids.Count > 1 ? 1UL << placeOf(ids.Second) : 0);
}
