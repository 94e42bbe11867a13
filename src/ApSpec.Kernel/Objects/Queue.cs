using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>A pointer to the driver's <c>struct vfio_ap_queue</c>, or NULL.</summary>
public readonly partial struct Queue
{
    private readonly World world;
    private readonly int pointer;

    internal Queue(World world, int pointer)
    {
        this.world = world;
        this.pointer = pointer;
    }

    /// <summary>True for NULL.</summary>
    public bool IsNull => pointer == 0;

    /// <summary>Its APQN, written once when it was probed.</summary>
    public Apqn Apqn => world.Ids.ApqnOf(pointer == 0 ? NullDereference() : pointer - 1);

    private QueueFields Fields => world.Layout.Observation.Queues[Math.Max(pointer - 1, 0)]; // for NULL every access ends in a fault anyway

    /// <summary>Reads <c>matrix_mdev</c>.</summary>
    public Effect<Mdev> LoadMdev([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind) ? Bad<Mdev>(kind, function, line)
        : world.IsDropped(EffectKind.Load, function, line) ? world.Done(new Mdev(world, 0))
        : world.Done(new Mdev(world, world.Get(Fields.Link)));

    /// <summary>Writes <c>matrix_mdev</c>.</summary>
    public Effect StoreMdev(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.Link, mdev.Pointer, function, line);

    /// <summary>Reads <c>saved_isc</c>; null for the invalid value.</summary>
    public Effect<byte?> LoadSavedIsc([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad<byte?>(kind, function, line);
        var choice = world.IsDropped(EffectKind.Load, function, line) ? 0 : world.Get(Fields.SavedIsc);
        return world.Done<byte?>(choice == 0 ? null : world.Scope.Iscs[(int)choice - 1]);
    }

    /// <summary>Writes <c>saved_isc</c>; null for the invalid value.</summary>
    public Effect StoreSavedIsc(byte? isc, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.SavedIsc, isc is { } value ? (uint)world.Scope.Iscs.IndexOf(value) + 1 : 0, function, line);

    /// <summary>Reads <c>saved_pfn</c>; 0 stands for none.</summary>
    public Effect<uint> LoadSavedPfn([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad<uint>(kind, function, line);
        var choice = world.IsDropped(EffectKind.Load, function, line) ? 0 : world.Get(Fields.SavedPage);
        return world.Done(choice == 0 ? 0 : world.Scope.Pages[(int)choice - 1]);
    }

    /// <summary>Writes <c>saved_pfn</c>; frame 0 is indistinguishable from none.</summary>
    public Effect StoreSavedPfn(uint pfn, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.SavedPage, pfn == 0 ? 0 : (uint)world.Scope.Pages.IndexOf(pfn) + 1, function, line);

    /// <summary>Frees it and clears its fields; the driver data of its device is gone with it, so that nobody finds it.</summary>
    public Effect Free([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.Free, function, line))
            return world.Done();
        world.Set(Fields.Link, 0);
        world.Set(Fields.SavedIsc, 0);
        world.Set(Fields.SavedPage, 0);
        world.Set(Hidden.SavedInside, 0);
        Leave();
        world.Set(Fields.ResetCode, 0);
        world.Set(Hidden.HasWork, 0);
        world.Set(Hidden.IsStray, 0);
        if (world.DriverOf(pointer - 1) == QueueDriver.VfioAp)
            world.SetDriver(pointer - 1, QueueDriver.None);
        return world.Done();
    }

    // Reading the APQN is not an effect that could end the call, so the rest is skipped instead. Only a mutation gets here.
    private int NullDereference()
    {
        world.Fatal(FaultKind.NullDereference, "vfio_ap_queue", "a function that reads its APQN", 0);
        return 0;
    }

    private Effect Store(Field field, uint value, string function, int line, [CallerMemberName] string what = "")
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (!world.IsDropped(EffectKind.Store, function, line, what))
            world.Set(field, value);
        return world.Done();
    }

    private bool IsBad(out FaultKind kind)
    {
        kind = FaultKind.NullDereference;
        return pointer == 0;
    }

    private Effect Bad(FaultKind kind, string function, int line) => world.Fatal(kind, "vfio_ap_queue", function, line);

    private Effect<T> Bad<T>(FaultKind kind, string function, int line) =>
        world.Fatal<T>(kind, "vfio_ap_queue", function, line);
}
