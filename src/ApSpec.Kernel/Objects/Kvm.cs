using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// A pointer to a <c>struct kvm</c>, or NULL. Each member is one effect or one call of the KVM core; touching NULL or a destroyed VM
/// is a fault and the call ends there.
/// </summary>
public readonly partial struct Kvm : IEquatable<Kvm>
{
    private readonly World world;
    private readonly byte pointer;

    internal Kvm(World world, uint pointer)
    {
        this.world = world;
        this.pointer = (byte)pointer;
    }

    /// <summary>True for NULL. Comparing a pointer touches no memory.</summary>
    public bool IsNull => pointer == 0;

    internal uint Pointer => pointer;

    internal int Index => pointer - 1;

    private KvmFields Fields => world.Layout.Observation.Kvms[Math.Max(Index, 0)]; // for NULL every access ends in a fault anyway

    /// <summary>
    /// Takes a reference (<c>kvm_get_kvm</c>). When there is none left the VM is being destroyed by another call: refcount_t warns of a use after
    /// free, and does not count.
    /// </summary>
    public Effect Get([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.Observe().RefsOf(new KvmId((byte)Index)) == 0)
            return Bad(FaultKind.UseAfterFree, function, line);
        if (!world.IsDropped(EffectKind.Get, function, line))
            world.Increment(Fields.DriverRefs, "refs");
        return world.Done();
    }

    /// <summary>Drops a reference (<c>kvm_put_kvm</c>); the last one destroys the VM in this very call.</summary>
    public KernelTask Put([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return new KernelTask(Bad(kind, function, line).Thread);
        if (world.IsDropped(EffectKind.Put, function, line))
            return new KernelTask(world.Preemption);
        return world.PutKvm(this, function, line);
    }

    /// <summary>Reads <c>arch.crypto.pqap_hook</c>: the mdev it lies in, or NULL.</summary>
    public Effect<Mdev> LoadPqapHook([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind) ? Bad<Mdev>(kind, function, line)
        : world.IsDropped(EffectKind.Load, function, line) ? world.Done(new Mdev(world, 0))
        : world.Done(new Mdev(world, world.LoadPointer(Fields.Hook, world.Layout.HooksTorn[Index])));

    /// <summary>Writes <c>arch.crypto.pqap_hook</c>.</summary>
    public Effect StorePqapHook(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.Store, function, line))
            return world.Done();
        if (world.Get(Fields.Hook) != mdev.Pointer)
            world.NoteHook(Index, mdev.IsNull, function, line);
        return world.StorePointer(Fields.Hook, world.Layout.HooksTorn[Index], mdev.Pointer, function);
    }

    /// <summary>True when the guest has a crypto control block (<c>arch.crypto.crycbd</c> is not 0).</summary>
    public Effect<bool> LoadCrycbd([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind)
            ? Bad<bool>(kind, function, line)
            : world.Done(!world.IsDropped(EffectKind.Load, function, line) && world.Scope.Crycbd);

    /// <summary>Copies the mdev's matrix into the guest's APCB (<c>kvm_arch_crypto_set_masks</c>).</summary>
    public KernelTask SetMasks(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.IsDropped(EffectKind.SetMasks, function, line)
            ? new KernelTask(world.Preemption)
            : world.SetMasks(this, mdev, function, line);

    /// <summary>Clears the guest's APCB (<c>kvm_arch_crypto_clear_masks</c>).</summary>
    public KernelTask ClearMasks([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.IsDropped(EffectKind.ClearMasks, function, line)
            ? new KernelTask(world.Preemption)
            : world.ClearMasks(this, function, line);

    /// <summary>Registers an interruption subclass with the guest's GISA: the host's subclass, or -ENODEV without a GISA.</summary>
    public Effect<Errno> GiscRegister(byte isc, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad<Errno>(kind, function, line);
        if (!world.Scope.Gisa)
            return world.Done(Errno.ENODEV);
        if (!world.IsDropped(EffectKind.Register, function, line))
            world.Increment(Fields.Gisc[world.Scope.Iscs.IndexOf(isc)], "gisc");
        return world.Done(Errno.Ok);
    }

    /// <summary>Drops one registration of an interruption subclass; -EINVAL when there is none.</summary>
    public Effect<Errno> GiscUnregister(byte isc, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad<Errno>(kind, function, line);
        if (!world.Scope.Gisa)
            return world.Done(Errno.ENODEV);
        if (world.IsDropped(EffectKind.Unregister, function, line))
            return world.Done(Errno.Ok);
        return world.Done(world.Decrement(Fields.Gisc[world.Scope.Iscs.IndexOf(isc)]) ? Errno.Ok : Errno.EINVAL);
    }

    /// <summary>Same pointer.</summary>
    public bool Equals(Kvm other) => pointer == other.pointer;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Kvm other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => pointer;

    /// <summary>Same pointer.</summary>
    public static bool operator ==(Kvm left, Kvm right) => left.Equals(right);

    /// <summary>Different pointers.</summary>
    public static bool operator !=(Kvm left, Kvm right) => !left.Equals(right);

    internal bool IsBad(out FaultKind kind)
    {
        kind = pointer switch
        {
            0 => FaultKind.NullDereference,
            TornStore.Halves => FaultKind.WildAccess,
            _ => FaultKind.UseAfterFree,
        };
        return kind != FaultKind.UseAfterFree || world.Get(Fields.Life) != (uint)KvmLife.Live;
    }

    internal Effect Bad(FaultKind kind, string function, int line) => world.Fatal(kind, Subject(kind), function, line);

    internal Effect<T> Bad<T>(FaultKind kind, string function, int line) =>
        world.Fatal<T>(kind, Subject(kind), function, line);

    private string Subject(FaultKind kind) => kind switch
    {
        FaultKind.NullDereference => "kvm",
        FaultKind.WildAccess => "half of the old and half of the new pointer to kvm",
        _ => $"k{pointer - 1}",
    };
}
