using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>Guests, as user space creates and uses them: common to both eras and to a compiled driver.</content>
public sealed partial class World
{
    // vfio_mdev_probe until v5.13. We have not read what a driver of v5.13 to v5.19 does when its own registration fails.
    /// <summary>What a driver answers to the PQAP(AQIC) of a guest without adapter-interruption virtualisation: it is left to user space.</summary>
    internal static PqapResult WithoutAiv => new(Errno.EOPNOTSUPP, default);

    internal const string RegistersItself = "in the notifier era the mdev core registers the device";

    internal bool IsLive(MdevId m) => Get(Layout.Observation.Mdevs[m.Value].Life) == (uint)MdevLife.Live;

    internal bool IsLive(KvmId k) => Get(Layout.Observation.Kvms[k.Value].Life) == (uint)KvmLife.Live;

    internal bool HasVmDescriptor(KvmId k) => IsLive(k) && Get(Layout.Observation.Kvms[k.Value].VmClosed) == 0;

    internal bool HasVcpu(KvmId k) => IsLive(k) && Get(Layout.Observation.Kvms[k.Value].VcpuClosed) == 0;

    internal bool HasKvmVfio(KvmId k) => IsLive(k) && Get(Layout.Observation.Kvms[k.Value].KvmVfioClosed) == 0;

    // The guest for the KVM_DEV_VFIO_GROUP_DEL of `set_kvm m null`: the group's guest if that lists the group, else the first that does.
    internal KvmId? GroupOwner(MdevId m)
    {
        var named = Get(Layout.Observation.Mdevs[m.Value].GroupKvm);
        if (named != 0 && Lists((int)named - 1, m))
            return new KvmId((byte)(named - 1));
        for (var k = 0; k < Scope.Kvms; k++)
        {
            if (Lists(k, m))
                return new KvmId((byte)k);
        }

        return null;
    }

    // Before 51cdc8bc120e the kvm-vfio device releases its groups when the VM is destroyed, not when its descriptor is closed. Until then they
    // stay in their containers, and vfio_unregister_group_dev() waits for that (5.10: drivers/vfio/vfio.c).
    internal KvmId? KeeperOfGroup(MdevId m)
    {
        for (var k = 0; k < Scope.Kvms; k++)
        {
            var id = new KvmId((byte)k);
            if (IsLive(id) && !HasKvmVfio(id) && Get(Layout.Observation.Kvms[k].Groups[m.Value]) != 0)
                return id;
        }

        return null;
    }

    internal StepResult CreateVm(KvmId k)
    {
        var kvm = Layout.Observation.Kvms[k.Value];
        if (Get(kvm.Life) != (uint)KvmLife.Absent)
            return StepResult.NotPossible($"{k} exists already, or its number is still named by a pointer");
        Set(kvm.Life, (uint)KvmLife.Live);
        Set(kvm.VmClosed, 0);
        Set(kvm.VcpuClosed, 0);
        Set(kvm.KvmVfioClosed, 0);
        Set(kvm.DriverRefs, 0);
        Set(kvm.CoreRefs, 0);
        Set(kvm.Busy, 0);
        return StepResult.Ok;
    }

    // Of each guest; user space closes the descriptors of all of them together.
    private int Vcpus => Scope.Has(Features.Vcpus) ? 2 : 1;

    // kvm_s390_cpus_to_pv: under K, takes V of every vcpu.
    [KernelFunction("kvm_s390_cpus_to_pv")]
    internal async KernelTask<StepResult> PvEnableCall(KvmId k)
    {
        var fields = Layout.Observation.Kvms[k.Value];
        await KvmLock(k.Value).Lock();
        if (Get(fields.VcpuClosed) == 0)
        {
            for (byte vcpu = 0; vcpu < Vcpus; vcpu++)
            {
                await VcpuLock(k, vcpu).Lock();
                await VcpuLock(k, vcpu).Unlock();
            }
        }

        Set(fields.Protected, 1);
        await KvmLock(k.Value).Unlock();
        return StepResult.Ok;
    }

    /// <summary>
    /// Why a guest cannot share or unshare a page; null when it can. KVM's intercept of unshare for a pinned page
    /// (arch/s390/kvm/intercept.c handle_pv_uvc) is left out.
    /// </summary>
    internal string? ShareRefusal(in Operation op)
    {
        var k = op.Kvm!.Value;
        var kvm = Layout.Observation.Kvms[k.Value];
        var place = Scope.Pages.IndexOf(op.Address >> 12);
        if (!HasVcpu(k) || Get(kvm.Protected) == 0)
            return RefusalText.Of($"{k} is not in protected mode");
        if (Get(kvm.Private[place]) == (op.Kind == OperationKind.Unshare ? 1u : 0))
            return RefusalText.Of($"page 0x{op.Address >> 12:x} of {k} is in this state already");
        foreach (var mdev in Layout.Observation.Mdevs)
        {
            if (Get(mdev.Kvm) == k.Value + 1u && Get(mdev.Pins[place]) != 0)
                return RefusalText.Of($"page 0x{op.Address >> 12:x} of {k} is pinned: KVM has a word in it");
        }

        return null;
    }

    internal StepResult Share(in Operation op)
    {
        Set(Layout.Observation.Kvms[op.Kvm!.Value.Value].Private[Scope.Pages.IndexOf(op.Address >> 12)], op.Kind == OperationKind.Unshare ? 1u : 0);
        return StepResult.Ok;
    }

    // handle_pqap since 1e753732bda6: the hook's semaphore is held for reading during the whole call; no module reference is taken.
    [KernelFunction("handle_pqap (arch/s390/kvm/priv.c)")]
    internal async KernelTask<StepResult> AqicUnderHookLock(
        Operation op, Func<GuestAqic, KernelTask<PqapResult>> driver, bool setsConditionCode = false)
    {
        var k = op.Kvm!.Value.Value;
        var kvm = new Kvm(this, (uint)k + 1);
        var vcpu = VcpuLock(op.Kvm.Value, op.Vcpu);
        await vcpu.Lock();
        if (!Knows(op.Apqn))
        {
            await vcpu.Unlock();
            return StepResult.Of(ProgramException.Specification);
        }

        await kvm.HookLockShared.Lock();
        var hook = await kvm.LoadPqapHook();
        var result = StepResult.Of(ResponseCode.NotAvailable);
        if (!hook.IsNull)
        {
            if (hook.IsBad(out var kind))
                await hook.Bad(kind, nameof(AqicUnderHookLock), 0);
            NoteHookCall(k, nameof(AqicUnderHookLock));
            var isEnable = op.Kind == OperationKind.AqicEnable;
            var answer = Scope.Aiv ? await driver(new GuestAqic(kvm, op.Apqn, isEnable, op.Isc, op.Address)) : WithoutAiv;
            result = AqicResult(answer, setsConditionCode);
        }

        await kvm.HookLockShared.Unlock();
        await vcpu.Unlock();
        return result;
    }

    // handle_pqap writes the condition code of an error; before 83303a4c776c it left that of a success as it was.
    internal StepResult AqicResult(PqapResult answer, bool setsConditionCode) => answer.Errno != Errno.Ok ? StepResult.Of(answer.Errno)
        : StepResult.Of(answer.Status.ResponseCode) with
        {
            KeepsConditionCode = Scope.Has(Features.Cc) && !setsConditionCode && answer.Status.ResponseCode == ResponseCode.Normal,
        };

    // A guest with a CRYCB of format 2 has APXA. Without APXA, higher numbers are a specification exception.
    internal bool Knows(Apqn apqn) =>
        (Scope.Crycbd && Scope.Format == CrycbFormat.Format2) || (apqn.Apid.Value <= 63 && apqn.Apqi.Value <= 15);

    private bool Lists(int k, MdevId m) =>
        HasKvmVfio(new KvmId((byte)k)) && Get(Layout.Observation.Kvms[k].Groups[m.Value]) != 0;

    /// <summary>
    /// The guests that a call may work on, one bit each: its operand; in the notifier era, if the call has none, the guest that its mdev points to
    /// and the guest of its group.
    /// </summary>
    public uint NamedGuests(in Operation op)
    {
        var kvms = op.Kvm is { } kvm ? 1u << kvm.Value : 0;
        if (Layout.Observation.Era == Era.Notifier && OperationSyntax.FormOf(op.Kind).HasMdev)
        {
            var mdev = Layout.Observation.Mdevs[op.Mdev.Value];
            kvms |= (1u << (int)Get(mdev.Kvm) | 1u << (int)Get(mdev.GroupKvm)) >> 1;
        }

        return kvms;
    }

    /// <summary>
    /// Marks the objects of a call that never returned. <paramref name="kvms"/> are the guests from before the call; <paramref name="asking"/> is
    /// the mdev of another removal that asked meanwhile, or -1. Nothing is judged after such a call, but reports show its objects.
    /// </summary>
    public void MarkBusy(in Operation op, uint kvms, int asking = -1)
    {
        if (asking >= 0)
            Set(Layout.Observation.Mdevs[asking].Busy, 1);
        kvms |= NamedGuests(op);
        if (OperationSyntax.FormOf(op.Kind).HasMdev)
            Set(Layout.Observation.Mdevs[op.Mdev.Value].Busy, 1);
        for (var k = 0; k < Scope.Kvms; k++)
        {
            if ((kvms & (1u << k)) != 0)
                Set(Layout.Observation.Kvms[k].Busy, 1);
        }
    }
}
