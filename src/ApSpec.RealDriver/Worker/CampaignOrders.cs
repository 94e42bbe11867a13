using System.Collections.Concurrent;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Runs ranges of seeds of one campaign on several workers, and copes with workers that die.</summary>
internal sealed class CampaignOrders(
    Subject subject, Scope scope, IReadOnlyList<string> rules, CampaignOptions options, ConcurrentQueue<DeadTrace> dead)
{
    private readonly string text = scope.ToString();
    private volatile bool isUnloadable;

    /// <summary>After so many deaths, if they are frequent, the rest of a range is left out: a driver that ends every process would take hours.</summary>
    public const int DeathsMax = 2;

    /// <summary>Deaths are frequent when there are fewer traces for each than this.</summary>
    public const int TracesPerDeath = 50;

    /// <summary>True when no more orders are given: time is up, or the driver cannot be loaded in this scope.</summary>
    public bool IsOver => isUnloadable || options.Time?.IsOver == true;

    /// <summary>
    /// Runs the range; when the worker dies over a seed, the seeds before and after it are run by a new worker. The first such seed
    /// is tried once more alone.
    /// </summary>
    public IEnumerable<CampaignData> Run(WorkerProcess worker, int first, int count)
    {
        var deaths = 0;
        var ranges = new Stack<(int First, int Count)>([(first, count)]);
        while (!IsOver && ranges.TryPop(out var range))
        {
            if (range.Count == 0)
                continue;
            var (report, death) = Order(worker, range.First, range.Count);
            if (death is { IsBeforeTraces: true })
                (report, death) = Again(worker, range);
            if (report is not null)
                yield return report;
            if (death is null)
                continue;
            var place = (int)(death.Seed - options.Seed);
            if (++deaths < DeathsMax || place - first >= deaths * TracesPerDeath)
                ranges.Push((place + 1, range.First + range.Count - place - 1));
            ranges.Push((range.First, place - range.First));
            var (again, second) = deaths == 1 ? Order(worker, place, 1) : (null, death);
            dead.Enqueue(new DeadTrace(
                SeededTrace.Draw(scope, subject.Era, death.Seed, death.Step), death.Seed, death.Cause, death.IsHang, second is not null));
            if (again is not null)
                yield return again;
        }
    }

    // A worker that ends during the load of the driver may have been killed from outside. If that happens twice, the driver is to blame.
    private (CampaignData? Report, WorkerDeath? Death) Again(WorkerProcess worker, (int First, int Count) range)
    {
        var (report, death) = Order(worker, range.First, range.Count);
        if (death is not { IsBeforeTraces: true })
            return (report, death);
        isUnloadable = true;
        dead.Enqueue(new DeadTrace(new Trace(scope, []), 0, death.Cause, death.IsHang, IsRepeatable: true));
        return (null, null);
    }

    private (CampaignData? Report, WorkerDeath? Death) Order(WorkerProcess worker, int first, int count)
    {
        var (report, death) = worker.Do(
            new WorkerOrder(Campaign: new CampaignOrder(
                text, rules, options.Seed + (ulong)first, count, options.LengthMax, options.Time?.Left?.TotalSeconds)),
            () => options.Time?.IsOver == true);
        // The driver may have overwritten the heartbeat: ignore a seed outside the range.
        if (death is { IsBeforeTraces: false } && (death.Seed - options.Seed - (ulong)first >= (ulong)count || death.Step > options.LengthMax))
            death = death with { Seed = options.Seed + (ulong)first, Step = Math.Min(death.Step, options.LengthMax) };
        return (report?.Campaign, death);
    }
}
