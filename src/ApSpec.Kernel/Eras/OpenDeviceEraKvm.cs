using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>kvm-vfio, a guest's descriptors, and the intercept of PQAP(AQIC).</content>
public sealed partial class OpenDeviceEra
{
    private KernelTask<StepResult> SetKvm(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return NotPossible($"{op.Mdev} does not exist");
        if (op.Kvm is not { } k)
        {
            return world.GroupOwner(op.Mdev) is { } owner
                ? GroupDel(op.Mdev, owner)
                : NotPossible($"no VM has the group of {op.Mdev}");
        }

        if (!world.HasKvmVfio(k))
            return NotPossible($"{k} has no kvm-vfio descriptor");
        return world.Get(Layout.Kvms[k.Value].Groups[op.Mdev.Value]) != 0
            ? Done(StepResult.Of(Errno.EEXIST))
            : GroupAdd(op.Mdev, k);
    }

    private async KernelTask<StepResult> GroupAdd(MdevId m, KvmId k)
    {
        world.Set(Layout.Kvms[k.Value].Groups[m.Value], 1);
        await vfio.SetGroupKvm(m.Value, (uint)k.Value + 1);
        await vfio.AskCoherency(k.Value);
        return StepResult.Ok;
    }

    private async KernelTask<StepResult> GroupDel(MdevId m, KvmId k)
    {
        world.Set(Layout.Kvms[k.Value].Groups[m.Value], 0);
        await vfio.SetGroupKvm(m.Value, 0);
        await vfio.AskCoherency(k.Value);
        return StepResult.Ok;
    }

    private KernelTask<StepResult> CloseFd(in Operation op)
    {
        var kvm = Layout.Kvms[op.Kvm!.Value.Value];
        var closed = op.Kind switch
        {
            OperationKind.CloseVm => kvm.VmClosed,
            OperationKind.CloseVcpu => kvm.VcpuClosed,
            _ => kvm.KvmVfioClosed,
        };
        return world.IsLive(op.Kvm.Value) && world.Get(closed) == 0
            ? CloseCall(op.Kvm.Value, closed, op.Kind == OperationKind.CloseKvmVfio)
            : NotPossible($"{op.Kvm} has no such descriptor open");
    }

    private async KernelTask<StepResult> CloseCall(KvmId k, Field closed, bool isKvmVfio)
    {
        if (isKvmVfio)
            await vfio.CloseKvmVfio(k.Value);
        world.Set(closed, 1);
        if (world.Observe().RefsOf(k) == 0)
            await world.DestroyVm(k.Value);
        return StepResult.Ok;
    }

    private KernelTask<StepResult> PvEnable(in Operation op) =>
        world.HasVmDescriptor(op.Kvm!.Value) ? world.PvEnableCall(op.Kvm.Value) : NotPossible($"{op.Kvm} has no VM descriptor");

    private KernelTask<StepResult> Aqic(in Operation op) =>
        world.HasVcpu(op.Kvm!.Value) ? world.AqicUnderHookLock(op, handlePqap, driver.Facts.SetsConditionCode) : NotPossible($"{op.Kvm} has no vcpu");
}
