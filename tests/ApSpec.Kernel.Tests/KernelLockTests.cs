using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

public sealed class KernelLockTests
{
    private static readonly LockId G = new(LockClass.Guests, 0);
    private readonly World world = Bench.OpenDeviceWorld("features=locks");

    [Fact]
    public void A_lock_is_held_from_its_lock_to_its_unlock()
    {
        _ = Run(async () => await world.Matrix.GuestsLock.Lock("first"));
        Assert.True(world.Observe().IsHeld(G));
        Assert.Equal([G], world.Thread.Held);

        _ = Run(async () => await world.Matrix.GuestsLock.Unlock("first"));
        Assert.False(world.Observe().IsHeld(G));
        Assert.Empty(world.Thread.Held);
        Assert.Equal("", Faults());
    }

    [Fact]
    public void A_second_unlock_is_reported_and_the_lock_stays_free()
    {
        var task = Run(async () =>
        {
            await world.Matrix.GuestsLock.Lock("f");
            await world.Matrix.GuestsLock.Unlock("f");
            await world.Matrix.GuestsLock.Unlock("f", 7);
        });

        Assert.True(task.IsCompleted);
        Assert.Equal("unlock of a free G in f", Faults());
        Assert.Equal(7, world.Log.Faults[0].Line);
        Assert.False(world.Observe().IsHeld(G));
    }

    [Fact]
    public void A_thread_that_takes_a_lock_twice_waits_for_itself()
    {
        var task = Run(async () =>
        {
            await world.Matrix.GuestsLock.Lock("f");
            await world.Matrix.GuestsLock.Lock("g");
        });

        Assert.False(task.IsCompleted);
        Assert.Equal(Outcome.Stuck, world.Thread.Outcome);
        Assert.Equal("deadlock on G in g", Faults());
    }

    [Fact]
    public void A_lock_of_a_call_that_never_returned_stops_the_next_caller_without_a_fault()
    {
        _ = Run(async () => await world.Matrix.GuestsLock.Lock("dead"));
        world.Thread = new KernelThread();

        var task = Run(async () => await world.Matrix.GuestsLock.Lock("waiter"));

        Assert.False(task.IsCompleted);
        Assert.Equal(Outcome.Stuck, world.Thread.Outcome);
        Assert.Equal("", Faults());
        Assert.Empty(world.Thread.Held);
    }

    [Fact]
    public void Another_lock_than_the_one_that_a_dead_call_holds_can_be_taken()
    {
        _ = Run(async () => await world.Matrix.GuestsLock.Lock("dead"));
        world.Thread = new KernelThread();

        var task = Run(async () => await world.Matrix.MdevsLock.Lock("other"));

        Assert.True(task.IsCompleted);
        Assert.Equal([new LockId(LockClass.Mdevs, 0)], world.Thread.Held);
    }

    [Fact]
    public void A_thread_that_unlocks_the_lock_of_another_is_reported_and_takes_it_away()
    {
        _ = Run(async () => await world.Matrix.GuestsLock.Lock("owner"));
        world.Thread = new KernelThread();

        var task = Run(async () => await world.Matrix.GuestsLock.Unlock("stranger"));

        Assert.True(task.IsCompleted);
        Assert.Equal("unlock of a free G in stranger", Faults());
        Assert.False(world.Observe().IsHeld(G)); // __mutex_unlock_slowpath() clears the owner, whoever that is
    }

    [Fact]
    public void A_lock_taken_under_others_is_behind_each_of_them_in_the_order()
    {
        _ = Run(async () =>
        {
            await world.Matrix.GuestsLock.Lock("f");
            await world.Matrix.MdevsLock.Lock("f");
            await world.Matrix.MdevsLock.Unlock("f");
            await world.Matrix.MdevsLock.Lock("f");
        });

        Assert.Equal(["G -> M in f", "G -> M in f"], world.Log.Edges.ToArray().Select(edge => edge.ToString()));
        Assert.Equal(1u, Edge(LockClass.Guests, LockClass.Mdevs));
        Assert.Equal(0u, Edge(LockClass.Mdevs, LockClass.Guests));
    }

    [Fact]
    public void An_order_has_all_locks_that_are_held_at_the_time()
    {
        _ = Run(async () =>
        {
            await world.Matrix.GuestsLock.Lock("f");
            await world.Matrix.MdevsLock.Lock("f");
            await world.Matrix.MdevsLock.Unlock("f");
            await world.Matrix.MdevsLock.Lock("f");
        });

        Assert.All(world.Log.Edges.ToArray(), edge => Assert.Equal(1 << (int)LockClass.Guests, edge.Held.Classes));
        Assert.False(world.Log.Edges[0].IsToShared);
    }

    [Fact]
    public void Locks_taken_one_after_the_other_have_no_order()
    {
        _ = Run(async () =>
        {
            await world.Matrix.GuestsLock.Lock("f");
            await world.Matrix.GuestsLock.Unlock("f");
            await world.Matrix.MdevsLock.Lock("f");
        });

        Assert.True(world.Log.Edges.IsEmpty);
        Assert.Equal(0u, Edge(LockClass.Guests, LockClass.Mdevs));
    }

    [Fact]
    public void A_scope_without_locks_keeps_no_order()
    {
        var plain = Bench.OpenDeviceWorld();

        _ = Run(async () =>
        {
            await plain.Matrix.GuestsLock.Lock("f");
            await plain.Matrix.MdevsLock.Lock("f");
        });

        Assert.True(plain.Log.Edges.IsEmpty);
        Assert.Equal(2, plain.Thread.Held.Count);
    }

    private static KernelTask Run(Func<KernelTask> call) => call();

    private string Faults() => string.Join("; ", world.Log.Faults.ToArray().Select(fault => fault.ToString()));

    private uint Edge(LockClass outer, LockClass inner)
    {
        var ledger = world.Observe();
        var fields = ledger.Layout.World;
        return ledger[fields.Edges[((int)outer * fields.LockClasses) + (int)inner]];
    }
}
