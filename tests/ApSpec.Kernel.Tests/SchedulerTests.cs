using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

public sealed class SchedulerTests
{
    private readonly World world = Bench.OpenDeviceWorld("features=locks");
    private readonly Scheduler scheduler;

    public SchedulerTests() => scheduler = new Scheduler(world);

    private KernelLock G => world.Matrix.GuestsLock;

    private KernelLock M => world.Matrix.MdevsLock;

    [Fact]
    public void A_thread_waits_for_a_held_lock_and_takes_it_when_it_is_free()
    {
        var first = scheduler.Start(() => Under(G));
        var second = scheduler.Start(() => Under(G));

        Assert.Null(first.WaitsFor);
        Assert.Equal("G", second.WaitsFor);
        Assert.False(second.CanStep);
        scheduler.Step(second);
        Assert.Empty(second.Held);
        Finish(first);
        Assert.True(second.CanStep);
        scheduler.Step(second);
        Assert.Equal([new LockId(LockClass.Guests, 0)], second.Held);
        Assert.Null(second.WaitsFor);
        Finish(second);
        Assert.True(scheduler.IsDone);
        Assert.False(world.Observe().IsHeld(new LockId(LockClass.Guests, 0)));
    }

    [Fact]
    public void In_no_order_of_steps_do_two_threads_hold_one_lock()
    {
        for (var i = 0; i < 3; i++)
            scheduler.Start(() => Under(G));

        var ends = 0;
        Explore(() => Assert.True(scheduler.Threads.Count(thread => thread.Held.Count > 0) <= 1), () =>
        {
            ends++;
            Assert.True(scheduler.IsDone);
        });

        Assert.True(ends > 2, $"{ends} orders");
    }

    [Fact]
    public void Locks_in_two_orders_deadlock_in_some_order_of_steps_and_the_threads_say_what_they_want_and_hold()
    {
        scheduler.Start(() => Under(G, M));
        scheduler.Start(() => Under(M, G));

        var deadlocks = new SortedSet<string>(StringComparer.Ordinal);
        Explore(() => { }, () =>
        {
            if (scheduler.IsDeadlocked)
                deadlocks.Add(string.Join("; ", scheduler.Threads.Select(thread => $"holds {thread.Held[0]}, wants {thread.WaitsFor}")));
            else
                Assert.True(scheduler.IsDone);
        });

        Assert.Equal(["holds G, wants M; holds M, wants G"], deadlocks);
    }

    [Fact]
    public void Locks_in_one_order_never_deadlock()
    {
        scheduler.Start(() => Under(G, M));
        scheduler.Start(() => Under(G, M));

        Explore(() => Assert.False(scheduler.IsDeadlocked), () => Assert.True(scheduler.IsDone));
    }

    [Fact]
    public void A_thread_that_died_is_never_stepped_again_and_keeps_its_locks()
    {
        var isPastFault = false;
        var dead = scheduler.Start(async () =>
        {
            await G.Lock("dead");
            await G.Lock("dead");
            isPastFault = true;
            await G.Unlock("dead");
        });
        scheduler.Step(dead);

        Assert.True(dead.IsDead);
        for (var i = 0; i < 5; i++)
            scheduler.Step(dead);

        Assert.False(isPastFault);
        Assert.True(dead.IsSuspended);
        Assert.Equal([new LockId(LockClass.Guests, 0)], dead.Held);
        Assert.False(scheduler.IsDeadlocked); // it died: nobody waits
    }

    [Fact]
    public void Who_waits_for_a_lock_of_a_dead_thread_waits_for_ever()
    {
        var dead = scheduler.Start(async () =>
        {
            await G.Lock("dead");
            await G.Lock("dead");
        });
        scheduler.Step(dead);
        var waiter = scheduler.Start(() => Under(G));

        Assert.True(scheduler.IsDeadlocked);
        Assert.Equal("G", waiter.WaitsFor);
    }

    [Fact]
    public void A_plain_call_beside_none_still_stops_at_a_lock_that_is_held()
    {
        scheduler.Start(() => Under(G));
        world.Thread = new KernelThread();

        var task = Under(G);

        Assert.False(task.IsCompleted);
        Assert.Equal(Outcome.Stuck, world.Thread.Outcome);
    }

    [Fact]
    public void What_a_thread_waits_for_and_holds_is_saved_and_restored()
    {
        var first = scheduler.Start(() => Under(G, M));
        var second = scheduler.Start(() => Under(G));
        var saved = scheduler.Save();

        for (var round = 0; round < 3; round++)
        {
            Finish(first);
            scheduler.Step(second);
            Assert.Equal([new LockId(LockClass.Guests, 0)], second.Held);

            scheduler.Restore(saved);
            Assert.Equal("G", scheduler.Threads[1].WaitsFor);
            Assert.False(scheduler.Threads[1].CanStep);
            Assert.Equal([new LockId(LockClass.Guests, 0)], scheduler.Threads[0].Held);
        }
    }

    [Fact]
    public void The_order_of_locks_is_noted_when_a_thread_asks_for_one()
    {
        scheduler.Start(() => Under(M));
        var second = scheduler.Start(() => Under(G, M));

        scheduler.Step(second);

        Assert.Equal("M", second.WaitsFor);
        Assert.Equal(["G -> M in f"], world.Log.Edges.ToArray().Select(edge => edge.ToString()));
    }

    [Fact]
    public void The_same_state_on_two_ways_has_the_same_words_and_another_one_has_not()
    {
        scheduler.Start(() => Under(G));
        scheduler.Start(() => Under(M));
        var start = scheduler.Save();
        var (one, other) = (scheduler.Threads[0], scheduler.Threads[1]);

        scheduler.Step(one);
        scheduler.Step(other);
        var first = scheduler.Save();
        scheduler.Restore(start);
        scheduler.Step(other);
        var between = scheduler.Save();
        scheduler.Step(one);

        Assert.Equal(first, scheduler.Save());
        Assert.NotEqual(start, between);
        Assert.NotEqual(first, between);
    }

    [Fact]
    public void Where_two_calls_differ_in_a_local_alone_their_states_differ()
    {
        var states = new HashSet<string>();
        for (var value = 0; value < 3; value++)
        {
            var bench = new Scheduler(world);
            var local = value;
            var key = new KeyWriter();
            bench.Start(() => Keeps(G, local)).WriteKey(key);
            states.Add(string.Join(' ', key.Words.ToArray()));
            world.Reset();
        }

        Assert.Equal(3, states.Count);
    }

    [Fact]
    public void A_local_on_the_heap_is_refused_with_its_place()
    {
        scheduler.Start(() => KeepsAList(G));

        var refused = Assert.Throws<TypeInitializationException>(() => scheduler.Save());
        Assert.Contains("List", refused.InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(KeepsAList), refused.InnerException.Message, StringComparison.Ordinal);
    }

    private static async KernelTask Keeps(KernelLock held, int value)
    {
        await held.Lock("f");
        await held.Unlock(value > 1 ? "f" : "g");
    }

    private static async KernelTask KeepsAList(KernelLock held)
    {
        var list = new List<int>();
        await held.Lock("f");
        list.Add(1);
        await held.Unlock("f");
        list.Add(2);
    }

    // Takes the locks, does something, gives them back in reverse order.
    private static async KernelTask Under(KernelLock outer, KernelLock? inner = null)
    {
        await outer.Lock("f");
        if (inner is { } second)
        {
            await second.Lock("f");
            await second.Unlock("f");
        }

        await outer.Unlock("f");
    }

    private void Finish(KernelThread thread)
    {
        while (thread.CanStep)
            scheduler.Step(thread);
        Assert.False(thread.IsSuspended);
    }

    // Every order of steps.
    private void Explore(Action atEachStep, Action atEachEnd)
    {
        atEachStep();
        var ready = scheduler.Threads.Where(thread => thread.CanStep).ToArray();
        if (ready.Length == 0)
            atEachEnd();
        foreach (var next in ready)
        {
            var saved = scheduler.Save();
            scheduler.Step(next);
            Explore(atEachStep, atEachEnd);
            scheduler.Restore(saved);
        }
    }
}
