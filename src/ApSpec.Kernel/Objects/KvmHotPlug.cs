using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>From v5.15 on (86956e70761b) the driver takes K itself before it changes a guest's masks, and the hook has a semaphore H.</content>
public readonly partial struct Kvm
{
    /// <summary>Lock K (<c>kvm->lock</c>); a fault for NULL.</summary>
    public KernelLock Lock => IsNull ? new(world, new LockId(LockClass.Kvm, KernelLock.NoInstance)) : world.KvmLock(Index);

    /// <summary>Lock H (<c>kvm->arch.crypto.pqap_hook_rwsem</c>), for writing.</summary>
    public KernelLock HookLock => KernelLock.OfHook(world, Index, isShared: false);

    /// <summary>Lock H for reading: vcpus of one guest hold it together.</summary>
    internal KernelLock HookLockShared => KernelLock.OfHook(world, Index, isShared: true);

    /// <summary>True when the guest has memory at this page frame (<c>gfn_to_hva</c>).</summary>
    public Effect<bool> HasPage(uint page, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind)
            ? Bad<bool>(kind, function, line)
            : world.Done(world.IsDropped(EffectKind.Load, function, line) || world.Scope.Pages.Contains(page));

    /// <summary>True when the guest runs in protected mode (<c>kvm_s390_pv_cpu_is_protected</c>).</summary>
    public Effect<bool> LoadIsProtected([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind)
            ? Bad<bool>(kind, function, line)
            : world.Done(!world.IsDropped(EffectKind.Load, function, line) && world.Get(Fields.Protected) != 0);

    /// <summary>True when the guest shares a page that is pinned (<c>uv_pin_shared</c>).</summary>
    public Effect<bool> PinShared(uint page, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad<bool>(kind, function, line);
        var place = world.Scope.Pages.IndexOf(page);
        return world.Done(world.IsDropped(EffectKind.Load, function, line) || place < 0 || world.Get(Fields.Private[place]) == 0);
    }

    /// <summary>Copies the mdev's shadow into the guest's APCB (<c>kvm_arch_crypto_set_masks</c>).</summary>
    public Effect SetShadowMasks(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (mdev.IsBad(out var kind))
            return mdev.Bad(kind, function, line);
        if (IsBad(out kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.SetMasks, function, line))
            return world.Done();
        var from = world.Layout.Observation.Mdevs[mdev.Index];
        world.NoteMasks(Index, from.ShadowApm, from.ShadowAqm, from.ShadowAdm, nameof(SetShadowMasks), function, line);
        world.Set(Fields.Apm, world.Get(from.ShadowApm));
        world.Set(Fields.Aqm, world.Get(from.ShadowAqm));
        world.Set(Fields.Adm, world.Get(from.ShadowAdm));
        return world.Done();
    }

    /// <summary>Copies the mdev's matrix into the guest's APCB (<c>kvm_arch_crypto_set_masks</c>), the caller holding K.</summary>
    public Effect SetMatrixMasks(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (mdev.IsBad(out var kind))
            return mdev.Bad(kind, function, line);
        if (IsBad(out kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.SetMasks, function, line))
            return world.Done();
        var from = world.Layout.Observation.Mdevs[mdev.Index];
        world.NoteMasks(Index, from.Apm, from.Aqm, from.Adm, nameof(SetMatrixMasks), function, line);
        world.Set(Fields.Apm, world.Get(from.Apm));
        world.Set(Fields.Aqm, world.Get(from.Aqm));
        world.Set(Fields.Adm, world.Get(from.Adm));
        return world.Done();
    }

    /// <summary>Clears the guest's APCB (<c>kvm_arch_crypto_clear_masks</c>), the caller holding K.</summary>
    public Effect ClearAllMasks([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.ClearMasks, function, line))
            return world.Done();
        world.NoteClear(Index, nameof(ClearAllMasks), function, line);
        world.Set(Fields.Apm, default);
        world.Set(Fields.Aqm, default);
        world.Set(Fields.Adm, default);
        return world.Done();
    }
}
