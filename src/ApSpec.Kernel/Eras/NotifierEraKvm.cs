using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>kvm-vfio, a guest's descriptors, and the intercept of PQAP(AQIC).</content>
public sealed partial class NotifierEra
{
    private KernelTask<StepResult> SetKvm(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return NotPossible($"{op.Mdev} does not exist");
        if (op.Kvm is not { } k)
            return world.GroupOwner(op.Mdev) is { } owner ? GroupDel(op.Mdev, owner) : NotPossible($"no VM has the group of {op.Mdev}");
        return world.HasKvmVfio(k)
            ? GroupAdd(op.Mdev, k)
            : NotPossible($"{k} has no kvm-vfio descriptor");
    }

    private async KernelTask<StepResult> GroupAdd(MdevId m, KvmId k)
    {
        var listed = Layout.Kvms[k.Value].Groups[m.Value];
        if (world.Get(listed) != 0)
            return StepResult.Of(Errno.EEXIST);
        world.Set(listed, 1);
        await world.Vfio.SetGroupKvm(m.Value, KvmOf(k));
        return StepResult.Ok;
    }

    private async KernelTask<StepResult> GroupDel(MdevId m, KvmId k)
    {
        world.Set(Layout.Kvms[k.Value].Groups[m.Value], 0);
        await world.Vfio.SetGroupKvm(m.Value, default);
        return StepResult.Ok;
    }

    private KernelTask<StepResult> Notify(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return NotPossible($"{op.Mdev} does not exist");
        if (op.Kvm is { } k && !world.IsLive(k))
            return NotPossible($"{k} does not exist");
        return world.Get(Layout.Mdevs[op.Mdev.Value].GroupNotifier) == 0
            ? NotPossible($"{op.Mdev} has no group notifier")
            : NotifyCall(op.Mdev, op.Kvm);
    }

    private async KernelTask<StepResult> NotifyCall(MdevId m, KvmId? k)
    {
        await world.Vfio.CallChain(m.Value, KvmOf(k));
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
            ? CloseCall(op.Kvm.Value, closed)
            : NotPossible($"{op.Kvm} has no such descriptor open");
    }

    private async KernelTask<StepResult> CloseCall(KvmId k, Field closed)
    {
        world.Set(closed, 1);
        if (world.Observe().RefsOf(k) == 0)
            await world.DestroyVm(k.Value);
        return StepResult.Ok;
    }

    private KernelTask<StepResult> PvEnable(in Operation op) =>
        world.HasVmDescriptor(op.Kvm!.Value) ? world.PvEnableCall(op.Kvm.Value) : NotPossible($"{op.Kvm} has no VM descriptor");

    private KernelTask<StepResult> Aqic(in Operation op) =>
        !Layout.Traits.HasFlag(CoreTraits.Hook) ? NotPossible("this kernel's KVM knows no PQAP(AQIC)")
        : world.HasVcpu(op.Kvm!.Value)
            ? Layout.Traits.HasFlag(CoreTraits.HookLock) ? world.AqicUnderHookLock(op, handlePqap) : AqicCall(op)
            : NotPossible($"{op.Kvm} has no vcpu");

    // handle_pqap of v5.10 loads the hook four times without a lock: for the test, for its owner, for the call, for the put. With one thread the
    // four values are equal.
    [KernelFunction("handle_pqap (arch/s390/kvm/priv.c)")]
    private async KernelTask<StepResult> AqicCall(Operation op)
    {
        var kvm = KvmOf(op.Kvm);
        var k = op.Kvm!.Value.Value;
        var isEnable = op.Kind == OperationKind.AqicEnable;
        var vcpu = world.VcpuLock(op.Kvm.Value, op.Vcpu);
        await vcpu.Lock();
        if (!world.Knows(op.Apqn))
        {
            await vcpu.Unlock();
            return StepResult.Of(ProgramException.Specification);
        }

        var hook = await kvm.LoadPqapHook();
        if (hook.IsNull)
        {
            await vcpu.Unlock();
            return StepResult.Of(ResponseCode.NotAvailable);
        }

        var owner = await kvm.LoadPqapHook();
        if (owner.IsBad(out var kind))
            await owner.Bad(kind, nameof(AqicCall), 0);
        var isAlive = await world.Module.TryGet();
        if (!isAlive)
        {
            await vcpu.Unlock();
            return StepResult.Of(Errno.EOPNOTSUPP);
        }

        var called = await kvm.LoadPqapHook();
        if (called.IsBad(out kind))
            await called.Bad(kind, nameof(AqicCall), 0);
        world.NoteHookCall(k, nameof(AqicCall));
        // Without AIV the driver does nothing but say so.
        var result = world.Scope.Aiv ? await driver.HandlePqap(new GuestAqic(kvm, op.Apqn, isEnable, op.Isc, op.Address)) : World.WithoutAiv;
        var last = await kvm.LoadPqapHook();
        if (last.IsBad(out kind))
            await last.Bad(kind, nameof(AqicCall), 0);
        await world.Module.Put();
        await vcpu.Unlock();
        return world.AqicResult(result, setsConditionCode: false);
    }
}
