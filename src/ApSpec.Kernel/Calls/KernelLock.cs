using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>A mutex of the modelled kernel: not recursive, with an owner.</summary>
public readonly struct KernelLock
{
    /// <summary>The instance number of a lock at a NULL pointer.</summary>
    internal const byte NoInstance = byte.MaxValue;

    // That of a lock behind a pointer of two halves.
    private const byte HalfInstance = TornStore.Halves - 1;

    private readonly World world;
    private readonly LockId id;

    internal KernelLock(World world, LockId id)
    {
        this.world = world;
        this.id = id;
    }

    internal LockId Id => id;

    internal bool IsFree => world.Get(Field) == 0;

    internal Field Field => world.Layout.Observation.FieldOf(id);

    /// <summary>
    /// Takes it. A thread that holds it already waits forever, and so does one that waits for a call that never returned. Under a scheduler a thread
    /// waits until the lock is free.
    /// </summary>
    public Effect Lock([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Lock, function, line))
            return world.Done();
        if (IsOfNobody)
            return world.Fatal(id.Instance == HalfInstance ? FaultKind.WildAccess : FaultKind.NullDereference, "kvm", function, line);
        if (IsFreed)
            return world.Fatal(FaultKind.UseAfterFree, $"k{id.Instance}", function, line);
        var held = world.Thread.HeldLocks;
        if (held.Contains(id))
            return world.Fatal(FaultKind.Deadlock, id.ToString(), function, line);
        var field = Field;
        var isFree = world.Get(field) == 0;
        if (!isFree && !world.Thread.IsScheduled)
            return new Effect(world.Die(Outcome.Stuck));
        if (world.Scope.Has(Features.Locks))
            NoteEdges(held, function, line);
        if (!isFree)
            return world.Wait(new LockWait(this));
        world.Set(field, 1);
        held.Add(id);
        return world.Done();
    }

    internal void TakeFor(KernelThread thread)
    {
        world.Set(Field, 1);
        thread.HeldLocks.Add(id);
    }

    /// <summary>
    /// Releases it. Releasing a lock that the thread does not hold is a fault; the call goes on after it, and who held the lock holds it no more
    /// (<c>__mutex_unlock_slowpath()</c> clears the owner, whoever that is).
    /// </summary>
    public Effect Unlock([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Unlock, function, line))
            return world.Done();
        if (IsOfNobody)
            return world.Fatal(id.Instance == HalfInstance ? FaultKind.WildAccess : FaultKind.NullDereference, "kvm", function, line);
        if (IsFreed)
            return world.Fatal(FaultKind.UseAfterFree, $"k{id.Instance}", function, line);
        if (!world.Thread.HeldLocks.Remove(id))
            world.Report(FaultKind.UnlockNotHeld, id.ToString(), function, line);
        world.Set(Field, 0);
        return world.Done();
    }

    // K or H of a NULL guest, or behind a pointer of two halves.
    private bool IsOfNobody => id.Instance >= HalfInstance;

    // K and H lie in the guest's structure.
    private bool IsFreed => id.Class is LockClass.Kvm or LockClass.Hook
        && world.Get(world.Layout.Observation.Kvms[id.Instance].Life) != (uint)KvmLife.Live;

    private void NoteEdges(List<LockId> held, string function, int line)
    {
        var classes = world.Layout.Observation.World.LockClasses;
        foreach (var outer in held)
        {
            world.Log.Add(new LockEdge(outer, id, function, line));
            world.Set(world.Layout.Observation.World.Edges[((int)outer.Class * classes) + (int)id.Class], 1);
        }
    }
}
