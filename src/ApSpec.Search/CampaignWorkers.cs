namespace ApSpec.Search;

/// <summary>
/// Runs the traces of a campaign on several threads. A trace depends on its number alone, and for each rule the lowest number wins, so
/// the result is the same for any number of threads.
/// </summary>
internal sealed class CampaignWorkers(Func<CampaignWorker> create, CampaignOptions options, Action<long, long>? progress)
{
    private const int BatchTraces = 256;
    private readonly List<CampaignWorker> workers = [];
    private readonly WorkerThreads threads = new();
    private long next;
    private long done;
    private long steps;

    /// <summary>Runs to the end; the workers with what they found.</summary>
    public IReadOnlyList<CampaignWorker> Run()
    {
        for (var i = 0; i < Math.Max(1, options.Jobs); i++)
            workers.Add(create());
        threads.Run(workers.Count, number => Work(workers[number]));
        return workers;
    }

    private void Work(CampaignWorker worker)
    {
        while (!threads.HasFailed && options.Time?.IsOver != true)
        {
            var first = Interlocked.Add(ref next, BatchTraces) - BatchTraces;
            if (first >= options.Traces)
                return;
            var end = Math.Min(first + BatchTraces, options.Traces);
            var before = worker.Steps;
            var number = first;
            do
                worker.Run((ulong)number + options.Seed);
            while (++number < end && options.Time?.IsOver != true);
            var total = Interlocked.Add(ref done, number - first);
            progress?.Invoke(total, Interlocked.Add(ref steps, worker.Steps - before));
        }
    }
}
