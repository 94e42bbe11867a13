using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

public sealed class KernelTaskTests
{
    private readonly World world = new(new Scope());

    [Fact]
    public void A_call_on_one_thread_runs_to_its_end_at_once()
    {
        var task = Sum(world, 3);

        Assert.True(task.IsCompleted);
        Assert.Equal(6, task.GetResult());
        Assert.Equal(6u, ModuleRefs());
    }

    [Fact]
    public void A_call_on_one_thread_allocates_nothing()
    {
        _ = Sum(world, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 4; i++)
            _ = Sum(world, 1);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_compiler_makes_state_machines_of_driver_code_value_types()
    {
        var machines = typeof(World).Assembly.GetTypes()
            .Where(type => typeof(System.Runtime.CompilerServices.IAsyncStateMachine).IsAssignableFrom(type)).ToArray();

        Assert.NotEmpty(machines);
        Assert.All(machines, machine => Assert.True(machine.IsValueType, machine.FullName));
    }

    [Fact]
    public void A_scheduled_call_stops_after_each_effect()
    {
        var thread = Schedule();
        thread.Start(() => Discard(Sum(world, 2)));

        for (var refs = 1u; refs <= 3; refs++)
        {
            Assert.True(thread.IsSuspended);
            Assert.Equal(refs, ModuleRefs());
            thread.Step();
        }

        Assert.False(thread.IsSuspended);
        Assert.Equal(3, result);
    }

    [Fact]
    public void Saved_frames_go_on_from_where_they_were_as_often_as_they_are_restored()
    {
        var thread = Schedule();
        thread.Start(() => Discard(Sum(world, 2)));
        thread.Step();
        var frames = thread.Save();
        var state = new ulong[world.Layout.Words];
        world.Save(state);

        for (var round = 0; round < 3; round++)
        {
            result = 0;
            thread.Restore(frames);
            world.Restore(state);
            Assert.Equal(2u, ModuleRefs());
            while (thread.IsSuspended)
                thread.Step();
            Assert.Equal(3, result);
            Assert.Equal(3u, ModuleRefs());
        }
    }

    [Fact]
    public void Steps_after_a_save_do_not_change_what_was_saved()
    {
        var thread = Schedule();
        thread.Start(() => Discard(Sum(world, 4)));
        var frames = thread.Save();
        while (thread.IsSuspended)
            thread.Step();
        Assert.Equal(10, result);
        world.Reset();
        result = 0;

        thread.Restore(frames);
        while (thread.IsSuspended)
            thread.Step();

        Assert.Equal(10, result);
        Assert.Equal(9u, ModuleRefs()); // the first effect came before the save
    }

    [Fact]
    public void A_fatal_fault_ends_the_call_and_leaves_its_locks_held()
    {
        var isPastFault = false;
        var task = Die();

        Assert.False(task.IsCompleted);
        Assert.False(isPastFault);
        Assert.Equal(Outcome.Stuck, world.Thread.Outcome);
        Assert.Equal(FaultKind.Deadlock, world.Log.Faults[0].Kind);
        Assert.Equal(nameof(Die), world.Log.Faults[0].Function);
        Assert.True(world.Observe().IsHeld(new LockId(LockClass.Matrix, 0)));

        async KernelTask Die()
        {
            await world.Matrix.Lock.Lock(nameof(Die));
            await world.Matrix.Lock.Lock(nameof(Die));
            isPastFault = true;
        }
    }

    [Fact]
    public void Unlocking_a_free_lock_is_a_fault_and_the_call_goes_on()
    {
        var task = Unlock(world);

        Assert.True(task.IsCompleted);
        Assert.Equal(FaultKind.UnlockNotHeld, world.Log.Faults[0].Kind);
        Assert.Equal("L", world.Log.Faults[0].Subject);
    }

    private int result;

    private static async KernelTask<int> Sum(World world, int count)
    {
        var sum = 0;
        for (var i = 1; i <= count; i++)
            sum += await Refs(world, i);
        return sum;
    }

    private static async KernelTask<int> Refs(World world, int count)
    {
        for (var i = 0; i < count; i++)
            await world.Module.TryGet();
        return count;
    }

    private static async KernelTask Unlock(World world) => await world.Matrix.Lock.Unlock();

    private async KernelTask Discard(KernelTask<int> task) => result = await task;

    private KernelThread Schedule() => world.Thread = new KernelThread { IsScheduled = true };

    private uint ModuleRefs()
    {
        var observation = world.Observe();
        return observation[observation.Layout.World.ModuleRefs];
    }
}
