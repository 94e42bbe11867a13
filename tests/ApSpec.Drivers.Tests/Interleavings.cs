using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>Runs a few operations at once on a revision, in every order of their effects with at most so many preemptions.</summary>
internal sealed class Interleavings
{
    private readonly World world;
    private readonly Scheduler scheduler;
    private readonly SortedSet<string> endings = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];

    private Interleavings(Revision revision, Scope scope, string before)
    {
        world = new World(scope, null, revision.Era, revision.Traits);
        var era = revision.Create(world).Enter();
        foreach (var line in before.Split(';'))
            Assert.Equal((line, StepResult.Ok.Outcome), (line, era.Apply(OperationOf(line)).Outcome));
        scheduler = new Scheduler(world, era);
    }

    /// <summary>Schedules that were run to their end.</summary>
    public int Schedules { get; private set; }

    /// <summary>How they ended: the faults of all steps, and who waits for what when nobody can go on.</summary>
    public IReadOnlyCollection<string> Endings => endings;

    /// <summary>All schedules with at most <paramref name="preemptionsMax"/> switches away from a thread that could go on.</summary>
    public static Interleavings Of(string revision, string before, int preemptionsMax, params string[] calls)
    {
        var scope = ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=irq,locks,secure,masks", out var error) ?? throw new ArgumentException(error);
        var run = new Interleavings(Catalog.Find(revision)!, scope, before);
        foreach (var call in calls)
            run.scheduler.Start(OperationOf(call));
        run.Go(null, preemptionsMax);
        Assert.True(run.Schedules > 1, "the calls do not overlap");
        return run;
    }

    private void Go(KernelThread? current, int preemptions)
    {
        var ready = scheduler.Threads.Where(thread => thread.CanStep).ToArray();
        if (ready.Length == 0)
        {
            Schedules++;
            Assert.All(scheduler.Threads, thread => Assert.NotEqual(Outcome.NotPossible, thread.Result?.Outcome));
            endings.Add(string.Join("; ", faults.Concat(scheduler.IsDeadlocked ? scheduler.Threads.Where(thread => thread.WaitsFor is not null).Select(Waiter) : [])));
            return;
        }

        foreach (var next in ready)
        {
            var cost = current is { CanStep: true } && next != current ? 1 : 0;
            if (cost > preemptions)
                continue;
            var saved = scheduler.Save();
            var known = faults.Count;
            scheduler.Step(next);
            foreach (var fault in world.Log.Faults)
                faults.Add(fault.ToString());
            Go(next, preemptions - cost);
            faults.RemoveRange(known, faults.Count - known);
            scheduler.Restore(saved);
        }
    }

    private static string Waiter(KernelThread thread) => $"{string.Join(',', thread.Held)} wants {thread.WaitsFor}";

    private static Operation OperationOf(string line) => OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error);
}
