using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>Two vcpus of one guest: each has a lock of its own, and both are inside the hook's semaphore at once.</summary>
public sealed class TwoVcpusTests
{
    private const string Enable = "aqic_enable k0 05.0006 isc=3 nib=0x12000";
    private static readonly LockId H = new(LockClass.Hook, 0);

    [Theory]
    [InlineData("v5.15")]
    [InlineData("6.12.117")]
    public void Both_read_the_hook_at_once_and_who_writes_it_waits_for_both(string revision)
    {
        var (world, scheduler) = Begin(revision, Enable, Enable + " vcpu=1", "release m0");
        StepUntil(scheduler, 0, thread => thread.Held.Contains(H));
        StepUntil(scheduler, 1, thread => thread.Held.Contains(H));
        StepUntil(scheduler, 2, thread => thread.WaitsFor == "H(k0)");

        Finish(scheduler, 1);
        Assert.False(scheduler.Threads[2].CanStep);
        Assert.True(world.Observe().IsHeld(H));
        Finish(scheduler, 0);
        Assert.True(scheduler.Threads[2].CanStep);
        Finish(scheduler, 2);

        Assert.False(world.Observe().IsHeld(H));
        Assert.False(world.Observe().IsHeld(LockId.OfVcpu(new KvmId(0), 1)));
    }

    [Fact]
    public void Who_reads_comes_behind_a_writer_that_waits()
    {
        var (_, scheduler) = Begin("6.12.117", Enable, "release m0", Enable + " vcpu=1");
        StepUntil(scheduler, 0, thread => thread.Held.Contains(H));
        StepUntil(scheduler, 1, thread => thread.WaitsFor == "H(k0)");
        StepUntil(scheduler, 2, thread => thread.WaitsFor == "H(k0)");

        Finish(scheduler, 0);
        Assert.False(scheduler.Threads[2].CanStep);
        Finish(scheduler, 1);
        Assert.True(scheduler.Threads[2].CanStep);
        Finish(scheduler, 2);
    }

    [Fact]
    public void One_vcpu_makes_one_call_at_a_time()
    {
        var (_, scheduler) = Begin("6.12.117", Enable + " vcpu=1", Enable + " vcpu=1", Enable);
        StepUntil(scheduler, 0, thread => thread.Held.Contains(H));
        StepUntil(scheduler, 1, thread => thread.WaitsFor == "V1(k0)");

        Assert.False(scheduler.Threads[1].CanStep);
        StepUntil(scheduler, 2, thread => thread.Held.Contains(H));
    }

    [Fact]
    public void The_switch_to_protected_mode_waits_for_each_of_them()
    {
        var (_, scheduler) = Begin("6.12.117", Enable + " vcpu=1", "pv_enable k0", Enable);
        StepUntil(scheduler, 0, thread => thread.Held.Contains(H));
        StepUntil(scheduler, 1, thread => thread.WaitsFor == "V1(k0)");

        Assert.Contains(new LockId(LockClass.Kvm, 0), scheduler.Threads[1].Held);
        Finish(scheduler, 0);
        Finish(scheduler, 1);
    }

    private static (World World, Scheduler Scheduler) Begin(string name, params string[] calls)
    {
        var revision = Catalog.Find(name)!;
        var scope = ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,vcpus", out var error)
            ?? throw new ArgumentException(error);
        var world = new World(scope, null, revision.Era, revision.Traits);
        var era = revision.Create(world).Enter();
        foreach (var line in new[] { "create m0", "assign_adapter m0 05", "assign_domain m0 0006", "set_kvm m0 k0", "open m0" })
            Assert.Equal((line, Outcome.Returned), (line, era.Apply(OperationOf(line)).Outcome));
        var scheduler = new Scheduler(world, era);
        foreach (var call in calls)
            scheduler.Add(OperationOf(call));
        return (world, scheduler);
    }

    private static void StepUntil(Scheduler scheduler, int thread, Func<KernelThread, bool> isThere)
    {
        for (var steps = 0; !isThere(scheduler.Threads[thread]); steps++)
            Assert.True(steps < 1000 && scheduler.Step(thread), $"thread {thread} stops after {steps} steps: waits for {scheduler.Threads[thread].WaitsFor}");
    }

    private static void Finish(Scheduler scheduler, int thread)
    {
        for (var steps = 0; scheduler.IsUnderWay(thread) || scheduler.Threads[thread].Begun == 0; steps++)
            Assert.True(steps < 1000 && scheduler.Step(thread), $"thread {thread} stops after {steps} steps: waits for {scheduler.Threads[thread].WaitsFor}");
    }

    private static Operation OperationOf(string line) => OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error);
}
