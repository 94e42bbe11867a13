using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// A pointer to the driver's <c>struct ap_matrix_mdev</c>, or NULL. Each member is one effect; touching NULL or freed memory is a
/// fault and the call ends there.
/// </summary>
public readonly partial struct Mdev : IEquatable<Mdev>
{
    private readonly World world;
    private readonly byte pointer;

    internal Mdev(World world, uint pointer)
    {
        this.world = world;
        this.pointer = (byte)pointer;
    }

    /// <summary>True for NULL. Comparing a pointer touches no memory.</summary>
    public bool IsNull => pointer == 0;

    internal uint Pointer => pointer;

    internal int Index => pointer - 1;

    private MdevFields Fields => world.Layout.Observation.Mdevs[Math.Max(Index, 0)]; // for NULL every access ends in a fault anyway

    private HiddenMdevFields Hidden => world.Layout.Mdevs[Math.Max(Index, 0)];

    /// <summary>Reads <c>kvm</c>.</summary>
    public Effect<Kvm> LoadKvm([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind) ? Bad<Kvm>(kind, function, line)
        : world.IsDropped(EffectKind.Load, function, line) ? world.Done(new Kvm(world, 0))
        : world.Done(new Kvm(world, world.LoadPointer(Fields.Kvm, Hidden.KvmTorn)));

    /// <summary>Writes <c>kvm</c>.</summary>
    public Effect StoreKvm(Kvm kvm, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.Store, function, line))
            return world.Done();
        if (world.Get(Fields.Kvm) != kvm.Pointer)
            world.NoteGuest(Index, kvm, function, line);
        return world.StorePointer(Fields.Kvm, Hidden.KvmTorn, kvm.Pointer, function);
    }

    /// <summary>Empties the matrix and sets its maxima.</summary>
    public Effect InitMatrix([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.Store, function, line))
            return world.Done();
        world.Set(Fields.Apm, default);
        world.Set(Fields.Aqm, default);
        world.Set(Fields.Adm, default);
        return world.Done();
    }

    /// <summary>The adapters assigned.</summary>
    public Effect<AdapterSet> LoadAdapters([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        LoadAdapterMask(Fields.Apm, function, line);

    /// <summary>The usage domains assigned.</summary>
    public Effect<DomainSet> LoadDomains([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        LoadDomainMask(Fields.Aqm, function, line);

    /// <summary>True when adapter and domain of a queue are both assigned.</summary>
    public Effect<bool> LoadIsAssigned(
        Apqn apqn, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad<bool>(kind, function, line);
        if (world.IsDropped(EffectKind.Load, function, line))
            return world.Done(true);
        var adapter = world.Ids.PlaceOf(apqn.Apid);
        var domain = world.Ids.PlaceOf(apqn.Apqi);
        return world.Done(adapter >= 0 && domain >= 0
                          && world.Get(Fields.Apm).Contains(adapter) && world.Get(Fields.Aqm).Contains(domain));
    }

    /// <summary>Sets the adapter's bit in the matrix.</summary>
    public Effect SetAdapter(Apid apid, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Change(Fields.Apm, world.Ids.PlaceOf(apid), true, function, line);

    /// <summary>Clears the adapter's bit in the matrix.</summary>
    public Effect ClearAdapter(Apid apid, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Change(Fields.Apm, world.Ids.PlaceOf(apid), false, function, line);

    /// <summary>Sets the usage domain's bit in the matrix.</summary>
    public Effect SetDomain(Apqi apqi, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Change(Fields.Aqm, world.Ids.PlaceOf(apqi), true, function, line);

    /// <summary>Clears the usage domain's bit in the matrix.</summary>
    public Effect ClearDomain(Apqi apqi, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Change(Fields.Aqm, world.Ids.PlaceOf(apqi), false, function, line);

    /// <summary>Sets the control domain's bit in the matrix.</summary>
    public Effect SetControlDomain(Apqi apqi, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Change(Fields.Adm, world.Ids.PlaceOf(apqi), true, function, line);

    /// <summary>Clears the control domain's bit in the matrix.</summary>
    public Effect ClearControlDomain(Apqi apqi, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Change(Fields.Adm, world.Ids.PlaceOf(apqi), false, function, line);

    /// <summary>Pins one guest page for the device; true when the page was pinned.</summary>
    public KernelTask<bool> PinPage(uint page, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.PinPage(this, page << 12, function, line);

    /// <summary>Drops one pin of a guest page; a page without a pin is left as it is.</summary>
    public KernelTask UnpinPage(uint page, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.UnpinPage(this, page << 12, function, line);

    /// <summary>Pins the page of a guest address; VFIO finds the pin by this address (v6.0). True when it was pinned.</summary>
    public KernelTask<bool> PinPageAt(uint iova, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.PinPage(this, iova, function, line);

    /// <summary>Drops one pin that was made at exactly this address; without one, nothing happens.</summary>
    public KernelTask UnpinPageAt(uint iova, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.UnpinPage(this, iova, function, line);

    /// <summary>Puts it on the driver's list.</summary>
    public Effect ListAdd([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.ListAdd, function, line))
            return world.Done();
        world.NoteList(function, line);
        world.Set(Hidden.OnList, 1);
        return world.Done();
    }

    /// <summary>Unlinks it from the driver's list.</summary>
    public Effect ListDel([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.ListDel, function, line))
            return world.Done();
        world.NoteList(function, line);
        world.Set(Hidden.OnList, 0);
        return world.Done();
    }

    /// <summary>Frees it.</summary>
    public Effect Free([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (!world.IsDropped(EffectKind.Free, function, line))
            world.FreeMdev(Index);
        return world.Done();
    }

    /// <summary>Same pointer.</summary>
    public bool Equals(Mdev other) => pointer == other.pointer;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Mdev other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => pointer;

    /// <summary>Same pointer.</summary>
    public static bool operator ==(Mdev left, Mdev right) => left.Equals(right);

    /// <summary>Different pointers.</summary>
    public static bool operator !=(Mdev left, Mdev right) => !left.Equals(right);

    internal bool IsBad(out FaultKind kind)
    {
        kind = pointer switch
        {
            0 => FaultKind.NullDereference,
            TornStore.Halves => FaultKind.WildAccess,
            _ => FaultKind.UseAfterFree,
        };
        return kind != FaultKind.UseAfterFree || world.Get(Fields.Life) is (uint)MdevLife.Freed or (uint)MdevLife.Absent;
    }

    internal Effect Bad(FaultKind kind, string function, int line) => world.Fatal(kind, Subject(kind), function, line);

    internal Effect<T> Bad<T>(FaultKind kind, string function, int line) =>
        world.Fatal<T>(kind, Subject(kind), function, line);

    private string Subject(FaultKind kind) => kind switch
    {
        FaultKind.NullDereference => "matrix_mdev",
        FaultKind.WildAccess => "half of the old and half of the new pointer to matrix_mdev",
        _ => $"m{pointer - 1}",
    };

    private Effect Change(
        MaskField mask, int place, bool on, string function, int line, [CallerMemberName] string what = "")
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (place >= 0 && !world.IsDropped(EffectKind.Store, function, line, what)) // an id that is not in play has no bit
            world.Set(mask, on ? world.Get(mask).With(place) : world.Get(mask).Without(place));
        return world.Done();
    }
}
