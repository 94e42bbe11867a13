using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>A mutex of the modelled kernel, or a semaphore that is held for writing or for reading: not recursive, with owners.</summary>
public readonly struct KernelLock
{
    /// <summary>The instance number of a lock at a NULL pointer.</summary>
    internal const byte NoInstance = byte.MaxValue;

    // That of a lock behind a pointer of two halves.
    private const byte HalfInstance = TornStore.Halves - 1;

    private readonly World world;
    private readonly LockId id;
    private readonly Field readers; // no bits in it unless the lock is wanted for reading, and more than one call can do that
    private readonly Field writers; // that wait for a lock that more than one call can read
    private readonly bool isForReading;

    internal KernelLock(World world, LockId id)
    {
        this.world = world;
        this.id = id;
    }

    private KernelLock(World world, LockId id, Field readers, Field writers, bool isForReading)
        : this(world, id)
    {
        this.readers = readers;
        this.writers = writers;
        this.isForReading = isForReading;
    }

    /// <summary>Lock H of a guest, or behind a pointer to none, for writing or for reading.</summary>
    internal static KernelLock OfHook(World world, int kvm, bool isShared)
    {
        var (layout, id) = (world.Layout, new LockId(LockClass.Hook, (byte)kvm));
        return (uint)kvm >= (uint)layout.HookWriters.Length ? new KernelLock(world, id)
            : new KernelLock(world, id, isShared ? layout.HookReaders[kvm] : default, layout.HookWriters[kvm], isShared);
    }

    internal LockId Id => id;

    // A semaphore is fair: who wants to read comes behind a writer that waits already (kernel/locking/rwsem.c rwsem_down_read_slowpath()).
    internal bool IsFree => (world.Get(Field) == 0 || (IsShared && world.Get(readers) != 0)) && (!IsShared || world.Get(writers) == 0);

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
        var isFree = IsFree;
        if (!isFree && !world.Thread.IsScheduled)
            return new Effect(world.Die(Outcome.Stuck));
        if (world.Scope.Has(Features.Locks))
            NoteEdges(held, function, line);
        if (!isFree)
        {
            NoteWriter(1);
            return world.Wait(new LockWait(this));
        }

        TakeFor(world.Thread);
        return world.Done();
    }

    internal void EndWait(KernelThread thread)
    {
        NoteWriter(-1);
        TakeFor(thread);
    }

    private void TakeFor(KernelThread thread)
    {
        if (IsShared)
            world.Set(readers, world.Get(readers) + 1);
        world.Set(Field, 1);
        thread.HeldLocks.Add(id);
        if (id.Class == LockClass.Hook)
            thread.HeldForReading = isForReading ? thread.HeldForReading.And(id, isShared: true) : thread.HeldForReading.Without(id);
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
        GiveBack();
        return world.Done();
    }

    private bool IsShared => readers.Width > 0;

    private void NoteWriter(int change)
    {
        if (!IsShared && writers.Width > 0)
            world.Set(writers, (uint)((int)world.Get(writers) + change));
    }

    private void GiveBack()
    {
        var left = IsShared && world.Get(readers) is var before and > 0 ? before - 1 : 0;
        if (IsShared)
            world.Set(readers, left);
        world.Set(Field, left > 0 ? 1u : 0);
    }

    // K or H of a NULL guest, or behind a pointer of two halves.
    private bool IsOfNobody => id.Instance >= HalfInstance;

    // K and H lie in the guest's structure.
    private bool IsFreed => id.Class is LockClass.Kvm or LockClass.Hook
        && world.Get(world.Layout.Observation.Kvms[id.Instance].Life) != (uint)KvmLife.Live;

    private void NoteEdges(List<LockId> held, string function, int line)
    {
        var classes = world.Layout.Observation.World.LockClasses;
        var all = held.Count > 0 ? world.Thread.AllHeld : default;
        foreach (var outer in held)
        {
            world.Log.Add(new LockEdge(outer, id, function, line) { Held = all, IsToShared = isForReading });
            world.Set(world.Layout.Observation.World.Edges[((int)outer.Class * classes) + (int)id.Class], 1);
        }
    }
}
