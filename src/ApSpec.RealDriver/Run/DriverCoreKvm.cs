using ApSpec.Architecture;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>kvm-vfio, a guest's descriptors, and a guest's intercepted PQAP(AQIC).</content>
internal abstract partial class DriverCore
{
    private StepResult SetKvm(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        if (op.Kvm is not { } k)
        {
            if (DescriptorRefusal(op.Mdev, NativeDescriptors.GroupFd) is { } missing)
                return StepResult.NotPossible(missing);
            return world.GroupOwner(op.Mdev) is { } owner
                ? Call(Prepare(op, NativeOp.GroupDel) with { Kvm = owner.Value })
                : StepResult.NotPossible($"no VM has the group of {op.Mdev}");
        }

        if (!world.HasKvmVfio(k))
            return StepResult.NotPossible($"{k} has no kvm-vfio descriptor");
        return world.Get(Layout.Kvms[k.Value].Groups[op.Mdev.Value]) != 0
            ? StepResult.Of(Errno.EEXIST)
            : Call(Prepare(op, NativeOp.GroupAdd));
    }

    private StepResult CloseFd(in Operation op, NativeOp call, Field closed) => world.IsLive(op.Kvm!.Value) && world.Get(closed) == 0
        ? Call(Prepare(op, call))
        : StepResult.NotPossible($"{op.Kvm} has no such descriptor open");

    private StepResult CreateVm(in Operation op) =>
        world.Get(Layout.Kvms[op.Kvm!.Value.Value].Life) != (uint)KvmLife.Absent
            ? StepResult.NotPossible($"{op.Kvm} exists already, or its number is still named by a pointer")
            : Call(Prepare(op, NativeOp.CreateVm));

    private StepResult PvEnable(in Operation op) =>
        world.HasVmDescriptor(op.Kvm!.Value)
            ? Call(Prepare(op, NativeOp.PvEnable))
            : StepResult.NotPossible($"{op.Kvm} has no VM descriptor");

    private StepResult Aqic(in Operation op)
    {
        if (!world.HasVcpu(op.Kvm!.Value))
            return StepResult.NotPossible($"{op.Kvm} has no vcpu");
        var queue = world.Ids.QueueOf(op.Apqn);
        calls.Nib = op.Address;
        var end = calls.Do(Prepare(op, NativeOp.Aqic) with
        {
            Queue = (uint)queue,
            Apid = op.Apid.Value,
            Apqi = op.Apqi.Value,
            Arg = (byte)((op.Kind == OperationKind.AqicEnable ? 1 : 0) | (world.Scope.Has(Vocabulary.Features.Cc) ? NativeCall.OldConditionCode : 0)
                | (op.Vcpu != 0 ? NativeCall.SecondVcpu : 0)),
            Isc = op.Isc,
            Address = op.Address,
        });
        return end.ToGuest;
    }
}
