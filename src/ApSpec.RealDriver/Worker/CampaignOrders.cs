using System.Collections.Concurrent;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>A range of seeds on one worker, whatever becomes of the worker on the way.</summary>
internal sealed class CampaignOrders(Subject subject, Scope scope, IReadOnlyList<string> rules, CampaignOptions options)
{
    private readonly string text = scope.ToString();

    /// <summary>Deaths after which the rest of a range is left out if they are frequent: a driver that ends every process would take hours.</summary>
    public const int DeathsMax = 2;

    /// <summary>Frequent: fewer traces for each death than this.</summary>
    public const int TracesPerDeath = 50;

    /// <summary>
    /// Runs the range; when the worker dies over a seed, the seeds before and after it are run by a new worker. The first such seed
    /// is tried once more alone.
    /// </summary>
    public IEnumerable<CampaignData> Run(WorkerProcess worker, int first, int count, ConcurrentQueue<DeadTrace> dead)
    {
        var deaths = 0;
        var ranges = new Stack<(int First, int Count)>([(first, count)]);
        while (ranges.TryPop(out var range))
        {
            if (range.Count == 0)
                continue;
            var (report, death) = Order(worker, range.First, range.Count);
            if (report is not null)
            {
                yield return report;
                continue;
            }

            // A death before the first trace is not the driver's.
            if (death!.Step == 0 && death.Seed == 0)
                throw new InvalidOperationException($"a worker died before it ran anything: {death.Cause}");
            var place = (int)(death.Seed - options.Seed);
            if (++deaths < DeathsMax || place - first >= deaths * TracesPerDeath)
                ranges.Push((place + 1, range.First + range.Count - place - 1));
            ranges.Push((range.First, place - range.First));
            var (again, second) = deaths == 1 ? Order(worker, place, 1) : (null, death);
            dead.Enqueue(new DeadTrace(
                SeededTrace.Of(scope, subject.Era, death.Seed, death.Step), death.Seed, death.Cause, death.IsHang, second is not null));
            if (again is not null)
                yield return again;
        }
    }

    private (CampaignData? Report, WorkerDeath? Death) Order(WorkerProcess worker, int first, int count)
    {
        var (report, death) = worker.Do(new WorkerOrder(
            Campaign: new CampaignOrder(text, rules, options.Seed + (ulong)first, count, options.LengthMax)));
        return (report?.Campaign, death);
    }
}
