namespace ApSpec.Kernel;

/// <content>The masks of a guest's APCB (arch/s390/kvm/kvm-s390.c of v5.10): changed under lock K, with every vcpu out of SIE.</content>
public sealed partial class World
{
    [KernelFunction("kvm_arch_crypto_set_masks")]
    internal async KernelTask SetMasks(Kvm kvm, Mdev mdev, string function, int line)
    {
        if (mdev.IsBad(out var kind))
            await mdev.Bad(kind, function, line);
        if (kvm.IsBad(out kind))
            await kvm.Bad(kind, function, line);
        await KvmLock(kvm.Index).Lock();
        var from = Layout.Observation.Mdevs[mdev.Index];
        NoteMasks(kvm.Index, from.Apm, from.Aqm, from.Adm, nameof(SetMasks), function, line);
        var to = Layout.Observation.Kvms[kvm.Index];
        if (!IsDropped(EffectKind.Environment, nameof(SetMasks), 0, "CopyAdapters"))
            Set(to.Apm, Get(from.Apm));
        if (!IsDropped(EffectKind.Environment, nameof(SetMasks), 0, "CopyDomains"))
            Set(to.Aqm, Get(from.Aqm));
        if (!IsDropped(EffectKind.Environment, nameof(SetMasks), 0, "CopyControlDomains"))
            Set(to.Adm, Get(from.Adm));
        await Done();
        await KvmLock(kvm.Index).Unlock();
    }

    [KernelFunction("kvm_arch_crypto_clear_masks")]
    internal async KernelTask ClearMasks(Kvm kvm, string function, int line)
    {
        if (kvm.IsBad(out var kind))
            await kvm.Bad(kind, function, line);
        await KvmLock(kvm.Index).Lock();
        NoteClear(kvm.Index, nameof(ClearMasks), function, line);
        var to = Layout.Observation.Kvms[kvm.Index];
        if (!IsDropped(EffectKind.Environment, nameof(ClearMasks), 0, "ClearAdapters"))
            Set(to.Apm, default);
        if (!IsDropped(EffectKind.Environment, nameof(ClearMasks), 0, "ClearDomains"))
            Set(to.Aqm, default);
        if (!IsDropped(EffectKind.Environment, nameof(ClearMasks), 0, "ClearControlDomains"))
            Set(to.Adm, default);
        await Done();
        await KvmLock(kvm.Index).Unlock();
    }
}
