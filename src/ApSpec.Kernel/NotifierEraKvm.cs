using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>kvm-vfio, a guest's descriptors, and the intercept of PQAP(AQIC).</content>
public sealed partial class NotifierEra
{
    private KernelTask<StepResult> SetKvm(in Operation op)
    {
        if (!IsLive(op.Mdev))
            return NotPossible($"{op.Mdev} does not exist");
        if (op.Kvm is not { } k)
            return GroupOwner(op.Mdev) is { } owner ? GroupDel(op.Mdev, owner) : NotPossible($"no VM has the group of {op.Mdev}");
        return IsLive(k) && world.Get(Layout.Kvms[k.Value].KvmVfioClosed) == 0
            ? GroupAdd(op.Mdev, k)
            : NotPossible($"{k} has no kvm-vfio descriptor");
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
        if (!IsLive(op.Mdev))
            return NotPossible($"{op.Mdev} does not exist");
        if (op.Kvm is { } k && !IsLive(k))
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
        return IsLive(op.Kvm.Value) && world.Get(closed) == 0
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

    private KernelTask<StepResult> CreateVm(in Operation op)
    {
        var kvm = Layout.Kvms[op.Kvm!.Value.Value];
        if (world.Get(kvm.Life) != (uint)KvmLife.Absent)
            return NotPossible($"{op.Kvm} exists already, or its number is still named by a pointer");
        world.Set(kvm.Life, (uint)KvmLife.Live);
        world.Set(kvm.VmClosed, 0);
        world.Set(kvm.VcpuClosed, 0);
        world.Set(kvm.KvmVfioClosed, 0);
        world.Set(kvm.DriverRefs, 0);
        world.Set(kvm.Busy, 0);
        return new KernelTask<StepResult>(StepResult.Ok, null);
    }

    private KernelTask<StepResult> PvEnable(in Operation op) =>
        IsLive(op.Kvm!.Value) && world.Get(Layout.Kvms[op.Kvm.Value.Value].VmClosed) == 0
            ? PvEnableCall(op.Kvm.Value)
            : NotPossible($"{op.Kvm} has no VM descriptor");

    // kvm_s390_cpus_to_pv: under K, takes V of every vcpu.
    [KernelFunction("kvm_s390_cpus_to_pv")]
    private async KernelTask<StepResult> PvEnableCall(KvmId k)
    {
        var fields = Layout.Kvms[k.Value];
        await world.KvmLock(k.Value).Lock();
        if (world.Get(fields.VcpuClosed) == 0)
        {
            await world.VcpuLock(k.Value).Lock();
            await world.VcpuLock(k.Value).Unlock();
        }

        world.Set(fields.Protected, 1);
        await world.KvmLock(k.Value).Unlock();
        return StepResult.Ok;
    }

    private KernelTask<StepResult> Aqic(in Operation op) =>
        !Layout.Traits.HasFlag(CoreTraits.Hook) ? NotPossible("this kernel's KVM knows no PQAP(AQIC)")
        : IsLive(op.Kvm!.Value) && world.Get(Layout.Kvms[op.Kvm.Value.Value].VcpuClosed) == 0
            ? Layout.Traits.HasFlag(CoreTraits.HookLock) ? AqicUnderHookLock(op) : AqicCall(op)
            : NotPossible($"{op.Kvm} has no vcpu");

    // handle_pqap of v5.10 in its own steps, without a lock: test the hook, load it for its owner, load it for the call, load it for
    // the put. One thread sees four equal values.
    [KernelFunction("handle_pqap (arch/s390/kvm/priv.c)")]
    private async KernelTask<StepResult> AqicCall(Operation op)
    {
        var kvm = KvmOf(op.Kvm);
        var k = op.Kvm!.Value.Value;
        var isEnable = op.Kind == OperationKind.AqicEnable;
        await world.VcpuLock(k).Lock();
        var hook = await kvm.LoadPqapHook();
        if (hook.IsNull)
        {
            await world.VcpuLock(k).Unlock();
            return StepResult.Of(ResponseCode.NotAvailable);
        }

        var owner = await kvm.LoadPqapHook();
        if (owner.IsBad(out var kind))
            await owner.Bad(kind, nameof(AqicCall), 0);
        var isAlive = await world.Module.TryGet();
        if (!isAlive)
        {
            await world.VcpuLock(k).Unlock();
            return StepResult.Of(Errno.EOPNOTSUPP);
        }

        var called = await kvm.LoadPqapHook();
        if (called.IsBad(out kind))
            await called.Bad(kind, nameof(AqicCall), 0);
        world.NoteHookCall(k, nameof(AqicCall));
        var result = await driver.HandlePqap(new GuestAqic(kvm, op.Apqn, isEnable, op.Isc, op.Address));
        var last = await kvm.LoadPqapHook();
        if (last.IsBad(out kind))
            await last.Bad(kind, nameof(AqicCall), 0);
        await world.Module.Put();
        await world.VcpuLock(k).Unlock();
        return result.Errno != Errno.Ok ? StepResult.Of(result.Errno) : StepResult.Of(result.Status.ResponseCode);
    }

    // handle_pqap of 1e753732bda6 and later: the hook's semaphore is held, for reading, across the whole call; no module reference.
    [KernelFunction("handle_pqap (arch/s390/kvm/priv.c)")]
    private async KernelTask<StepResult> AqicUnderHookLock(Operation op)
    {
        var kvm = KvmOf(op.Kvm);
        var k = op.Kvm!.Value.Value;
        await world.VcpuLock(k).Lock();
        await kvm.HookLock.Lock();
        var hook = await kvm.LoadPqapHook();
        var result = StepResult.Of(Architecture.ResponseCode.NotAvailable);
        if (!hook.IsNull)
        {
            if (hook.IsBad(out var kind))
                await hook.Bad(kind, nameof(AqicUnderHookLock), 0);
            var isEnable = op.Kind == OperationKind.AqicEnable;
            world.NoteHookCall(k, nameof(AqicUnderHookLock));
            var answer = await driver.HandlePqap(new GuestAqic(kvm, op.Apqn, isEnable, op.Isc, op.Address));
            result = answer.Errno != Errno.Ok ? StepResult.Of(answer.Errno) : StepResult.Of(answer.Status.ResponseCode);
        }

        await kvm.HookLock.Unlock();
        await world.VcpuLock(k).Unlock();
        return result;
    }
}
