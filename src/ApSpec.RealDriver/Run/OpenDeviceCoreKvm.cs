using ApSpec.Architecture;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>kvm-vfio, a guest's descriptors, and a guest's intercepted PQAP(AQIC).</content>
internal sealed partial class OpenDeviceCore
{
    private StepResult SetKvm(in Operation op)
    {
        if (!IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        if (op.Kvm is not { } k)
        {
            return GroupOwner(op.Mdev) is { } owner
                ? Call(Of(op, NativeOp.GroupDel) with { Kvm = owner.Value })
                : StepResult.NotPossible($"no VM has the group of {op.Mdev}");
        }

        if (!IsLive(k) || world.Get(Layout.Kvms[k.Value].KvmVfioClosed) != 0)
            return StepResult.NotPossible($"{k} has no kvm-vfio descriptor");
        return world.Get(Layout.Kvms[k.Value].Groups[op.Mdev.Value]) != 0
            ? StepResult.Of(Errno.EEXIST)
            : Call(Of(op, NativeOp.GroupAdd));
    }

    // Whose KVM_DEV_VFIO_GROUP_DEL a bare `set_kvm m null` is: the guest named for the group if it lists it, else the first that does.
    private KvmId? GroupOwner(MdevId m)
    {
        var named = world.Get(Layout.Mdevs[m.Value].GroupKvm);
        if (named != 0 && Lists((int)named - 1, m))
            return new KvmId((byte)(named - 1));
        for (var k = 0; k < world.Scope.Kvms; k++)
        {
            if (Lists(k, m))
                return new KvmId((byte)k);
        }

        return null;
    }

    private bool Lists(int k, MdevId m)
    {
        var kvm = Layout.Kvms[k];
        return IsLive(new KvmId((byte)k)) && world.Get(kvm.KvmVfioClosed) == 0 && world.Get(kvm.Groups[m.Value]) != 0;
    }

    private StepResult CloseFd(in Operation op, NativeOp call, Field closed) => IsLive(op.Kvm!.Value) && world.Get(closed) == 0
        ? Call(Of(op, call))
        : StepResult.NotPossible($"{op.Kvm} has no such descriptor open");

    private StepResult CreateVm(in Operation op) =>
        world.Get(Layout.Kvms[op.Kvm!.Value.Value].Life) != (uint)KvmLife.Absent
            ? StepResult.NotPossible($"{op.Kvm} exists already, or its number is still named by a pointer")
            : Call(Of(op, NativeOp.CreateVm));

    private StepResult PvEnable(in Operation op) =>
        IsLive(op.Kvm!.Value) && world.Get(Layout.Kvms[op.Kvm.Value.Value].VmClosed) == 0
            ? Call(Of(op, NativeOp.PvEnable))
            : StepResult.NotPossible($"{op.Kvm} has no VM descriptor");

    private StepResult Aqic(in Operation op)
    {
        if (!IsLive(op.Kvm!.Value) || world.Get(Layout.Kvms[op.Kvm.Value.Value].VcpuClosed) != 0)
            return StepResult.NotPossible($"{op.Kvm} has no vcpu");
        var queue = world.Ids.QueueOf(op.Apqn);
        var end = calls.Do(Of(op, NativeOp.Aqic) with
        {
            Queue = (ushort)queue,
            Apid = op.Apid.Value,
            Apqi = op.Apqi.Value,
            Arg = op.Kind == OperationKind.AqicEnable ? (byte)1 : (byte)0,
            Isc = op.Isc,
            Address = op.Address,
        });
        return end.IsDone && end.Value >= 0 ? StepResult.Of((ResponseCode)end.Value) : end.Result;
    }

    private bool IsLive(KvmId k) => world.Get(Layout.Kvms[k.Value].Life) == (uint)KvmLife.Live;
}
