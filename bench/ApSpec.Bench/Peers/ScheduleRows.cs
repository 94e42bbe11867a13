using System.Diagnostics;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Rules;

namespace ApSpec.Bench.Peers;

/// <summary>Every schedule of the named sets of calls at once, on one core, every rule on. No peer runs them.</summary>
internal sealed class ScheduleRows(int rounds, string machine, Action<string> say)
{
    private static readonly string[] Revisions = ["v5.10", "6.12.117"];

    /// <summary>Measures.</summary>
    public IReadOnlyList<BenchRow> Run() => [.. Revisions.SelectMany(Of)];

    private IEnumerable<BenchRow> Of(string name)
    {
        var revision = Catalog.Find(name) ?? throw new InvalidOperationException(name);
        var schedules = new List<double>();
        var steps = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            say(round == 0 ? $"schedules of {name}, warming up" : $"schedules of {name}, round {round} of {rounds}");
            using var process = Process.GetCurrentProcess();
            process.Refresh();
            var before = process.UserProcessorTime;
            var (done, moved) = Search(revision);
            process.Refresh();
            var seconds = (process.UserProcessorTime - before).TotalSeconds;
            schedules.Add(done / seconds / 1e3);
            steps.Add(moved / seconds / 1e3);
        }

        // The first round is the compiler's.
        yield return Row("schedules", name, "thousand schedules/s", schedules[1..], ">= 300 thousand schedules/s");
        yield return Row("schedule-steps", name, "thousand steps/s", steps[1..], null);
    }

    private static (long Schedules, long Steps) Search(Revision revision)
    {
        var (schedules, steps) = (0L, 0L);
        foreach (var set in ThreadSets.All.Where(set => (set.Only ?? revision.Era) == revision.Era))
        {
            if (ThreadRun.Begin(new ModelSystem(revision, set.Trace.Scope), RuleBook.All, set.Trace, out _) is not { } run)
                continue;
            var explored = new ThreadSearch(run, set.Trace).Run(new ThreadLimits());
            schedules += explored.Schedules;
            steps += explored.Transitions;
        }

        return (schedules, steps);
    }

    private BenchRow Row(string name, string revision, string unit, List<double> values, string? goal) => new(
        name, $"every schedule of the named sets of {revision}, one core, user CPU", Median.Of(values), null, null, unit,
        "a schedule is an order of whole calls, or one with a preemption that leads to a state of its own", null, null, rounds, goal, machine);
}
