using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Lines;
using ApSpec.RealDriver.Museum;
using ApSpec.RealDriver.Races;
using ApSpec.RealDriver.Replay;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Search.Locks;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>
/// Checks a real driver in worker processes, which run whole ranges of seeds and whole minimizations. A worker that dies is restarted; the
/// trace that killed it becomes a finding, and the rest of the range is still run. The result does not depend on the number of workers.
/// </summary>
public sealed class DriverEngine : ICheckEngine, IDisposable
{
    private const int BatchTracesMax = 1_000;
    private const int LoadFailuresMax = 2;
    private readonly RunFolder folder;
    private readonly WorkerGroup group;
    private readonly ImmutableArray<WorkerProcess> workers;
    private readonly ImmutableArray<LineFile> lineFiles = [];
    private readonly ConcurrentQueue<DeadTrace> dead = new();

    /// <summary>An engine of <paramref name="jobs"/> workers; with the line table of the library they record each line that is run.</summary>
    /// <exception cref="IOException">There is no room for the files that the processes share.</exception>
    public DriverEngine(Subject subject, ToolCommand command, int jobs, TimeSpan? silenceMax = null, LineTable? lines = null)
    {
        Subject = subject;
        folder = RunFolder.Create();
        var numbers = Enumerable.Range(0, Math.Max(1, jobs));
        if (lines is not null)
            lineFiles = [.. numbers.Select(number => LineFile.Create(folder, $"lines{number}", lines.Offsets))];
        workers = [.. numbers.Select(number => new WorkerProcess(
            command, folder, number, silenceMax, lineFiles.IsEmpty ? null : lineFiles[number].FilePath))];
        group = new WorkerGroup(workers);
    }

    /// <inheritdoc/>
    public Subject Subject { get; }

    /// <summary>Deaths of workers in all campaigns so far; the first of each range was tried twice, and a failed load counts once for a scope.</summary>
    public int Deaths => dead.Count(one => !one.IsLoading) + Unloadable;

    // A driver that hangs during its load costs many seconds in each scope.
    private bool CanBeLoaded => Unloadable < LoadFailuresMax;

    private int Unloadable => dead.Where(one => one.IsLoading).DistinctBy(one => one.Trace.Scope).Count();

    /// <summary>Traces that killed a worker, in the order they were found.</summary>
    public IEnumerable<DeadTrace> Dead => dead;

    /// <summary>Adds traces that killed a worker of another run.</summary>
    public void Add(IEnumerable<DeadTrace> deaths)
    {
        foreach (var one in deaths)
            dead.Enqueue(one);
    }

    /// <summary>The first death that follows another of its scope so soon that the rest of a range with both is left out; null for none.</summary>
    public static DeadTrace? Crowded(IEnumerable<DeadTrace> deaths) => deaths.Where(one => !one.IsLoading).GroupBy(one => one.Trace.Scope)
        .Select(scope => scope.OrderBy(one => one.Seed).ToArray())
        .SelectMany(scope => scope.Zip(scope.Skip(1)).Where(pair => pair.Second.Seed - pair.First.Seed < CampaignOrders.DeathsMax * CampaignOrders.TracesPerDeath))
        .Select(pair => pair.Second).FirstOrDefault();

    /// <summary>One such trace for each cause and kind of last operation, shortened if it can be repeated.</summary>
    public ImmutableArray<DeadTrace> ShortestDeaths(TimeLimit? time = null) =>
    [
        .. dead.GroupBy(one => (one.Cause, one.IsLoading, one.Trace.Operations.LastOrDefault().Kind, one.IsRepeatable))
            .Select(group => group.OrderBy(one => TraceOrder.KeyOf(one.Trace)).ThenBy(one => one.Seed).First())
            .Select(one => one.IsRepeatable && !one.IsLoading ? new DeathShortener(workers[0], time).Shorten(one) : one)
            .OrderBy(one => TraceOrder.KeyOf(one.Trace)).ThenBy(one => one.Seed).ThenBy(one => one.Cause, StringComparer.Ordinal),
    ];

    /// <summary>True when the last operation of a trace kills its worker as it says.</summary>
    public bool Dies(DeadTrace dead) => new DeathShortener(workers[0]).IsSo(dead);

    /// <summary>Runs hits of one scope again. Returns the first that is not violated as it says, or that ends its process; null for none.</summary>
    public CampaignHit? Unconfirmed(ImmutableArray<CampaignHit> hits)
    {
        if (hits.IsEmpty)
            return null;
        var confirmed = workers[0].Do(new WorkerOrder(Confirm: new ConfirmOrder([.. hits.Select(FindingTexts.ToData)]))).Report?.Confirm?.Confirmed ?? 0;
        return hits.ElementAtOrDefault(confirmed);
    }

    /// <inheritdoc/>
    public CampaignResult Campaign(
        Scope scope, ImmutableArray<Rule> rules, CampaignOptions options, Action<long, long>? progress)
    {
        var results = new ConcurrentBag<CampaignData>();
        var next = 0;
        var batch = (int)Math.Clamp(((long)options.Traces + workers.Length - 1) / workers.Length, 1, BatchTracesMax);
        long traces = 0;
        long steps = 0;
        var orders = new CampaignOrders(Subject, scope, [.. rules.Select(rule => rule.Id)], options, dead);
        group.Run(worker =>
        {
            while (!orders.IsOver && CanBeLoaded)
            {
                var first = Interlocked.Add(ref next, batch) - batch;
                if (first >= options.Traces)
                    return;
                foreach (var part in orders.Run(worker, first, Math.Min(batch, options.Traces - first)))
                {
                    results.Add(part);
                    progress?.Invoke(Interlocked.Add(ref traces, part.Traces), Interlocked.Add(ref steps, part.Steps));
                }
            }
        });
        return Merge(scope, options, results);
    }

    /// <inheritdoc/>
    public ImmutableArray<Draft> Draft(ImmutableArray<ImmutableArray<CampaignHit>> groups, TimeLimit? time, Action<Rule>? progress)
    {
        var drafts = new IEnumerable<Draft>[groups.Length];
        var next = -1;
        group.Run(worker =>
        {
            for (var at = Interlocked.Increment(ref next); at < groups.Length; at = Interlocked.Increment(ref next))
            {
                progress?.Invoke(groups[at][0].Rule);
                var share = time?.Part(Math.Min(1, (double)workers.Length / (groups.Length - at)));
                var order = new WorkerOrder(Draft: new DraftOrder([.. groups[at].Select(FindingTexts.ToData)], share?.Left?.TotalSeconds));
                drafts[at] = worker.Do(order, () => time?.IsOver == true).Report?.Drafts is { } data
                    ? data.Select(DraftTexts.DraftOf)
                    : groups[at].Select(hit => new Draft(hit, hit.Trace, null)); // the worker died or had no time: not shortened
            }
        });
        return [.. drafts.SelectMany(draft => draft)];
    }

    /// <inheritdoc/>
    public ImmutableArray<Finding> Shorten(
        ImmutableArray<DraftGroup> groups, SearchLimits limits, Action<Rule>? progress)
    {
        var findings = new Finding?[groups.Length];
        var queue = new GroupQueue(groups, workers.Length);
        group.Run(worker =>
        {
            while (queue.Take(workers.IndexOf(worker)) is { } at)
            {
                progress?.Invoke(groups[at].Drafts[0].Hit.Rule);
                // The time left is divided: as many groups run at a time as there are workers.
                var order = new ShortenOrder(
                    [.. groups[at].Drafts.Select(DraftTexts.ToData)], [.. groups[at].Known.Select(trace => trace.ToString())], limits.StatesMax,
                    limits.Time?.Part(Math.Min(1, (double)workers.Length / (queue.Left + 1))).Left?.TotalSeconds);
                var (report, death) = worker.Do(new WorkerOrder(Shorten: order), () => limits.Time?.IsOver == true);
                if (death is not null && limits.Time?.IsOver != true)
                    report = worker.Do(new WorkerOrder(Shorten: order with { IsAlone = true }), () => limits.Time?.IsOver == true).Report;
                findings[at] = report?.Finding is { } data ? FindingTexts.FindingOf(Subject, data) : AsFound(worker, groups[at].Drafts);
            }
        });
        return [.. findings.Select(finding => finding!)];
    }

    /// <inheritdoc/>
    public ImmutableArray<SeenOrder> ShortenOrders(ImmutableArray<SeenOrder> orders, TimeLimit? time)
    {
        var order = new WorkerOrder(Orders: new OrdersOrder([.. orders.Select(OrderTexts.ToData)], time?.Left?.TotalSeconds));
        return workers[0].Do(order, () => time?.IsOver == true).Report?.Orders is { } data ? OrderTexts.OrdersOf(data) : [.. orders.Select(one => one with { IsConfirmed = false })];
    }

    /// <inheritdoc/>
    public IThreadEngine Threads(ImmutableArray<Rule> rules) => new DriverThreadEngine(Subject, workers, rules);

    /// <summary>The places of the line table that any worker ran, each with the lowest seed and the operation.</summary>
    internal Dictionary<int, (ulong Seed, int Step)> LinesRun() => lineFiles.SelectMany(file => file.Run())
        .GroupBy(one => one.Place).ToDictionary(group => group.Key, group => group.Select(one => (one.Seed, one.Step)).Min());

    /// <summary>Runs variations and returns their number. After a death the next variation is run, up to a limit of deaths.</summary>
    internal AimData Aim(IReadOnlyCollection<AimOrder> orders, TimeLimit? time)
    {
        var waiting = new ConcurrentQueue<AimOrder>(orders);
        var done = new ConcurrentBag<AimData>();
        group.Run(worker =>
        {
            while (time?.IsOver != true && waiting.TryDequeue(out var order))
            {
                for (var deaths = 0; order.Traces > 0 && deaths < CampaignOrders.DeathsMax;)
                {
                    var (report, death) = worker.Do(
                        new WorkerOrder(Aim: order with { Seconds = time?.Left?.TotalSeconds }), () => time?.IsOver == true);
                    if (report?.Aim is { } part)
                        done.Add(part);
                    var run = death is { IsBeforeTraces: false } ? (int)Math.Min(death.Seed - order.First + 1, (ulong)order.Traces) : order.Traces;
                    order = order with { First = order.First + (ulong)run, Traces = order.Traces - run };
                    deaths += death is null ? 0 : 1;
                }
            }
        });
        return new AimData(done.Sum(part => part.Traces), done.Sum(part => part.Steps));
    }

    /// <summary>Runs traces for accesses without a common lock, one order for each worker. If a worker dies, the rest of its order is not run.</summary>
    internal ImmutableArray<RaceData> Races(IReadOnlyCollection<RaceOrder> orders, TimeLimit? time)
    {
        var waiting = new ConcurrentQueue<RaceOrder>(orders);
        var done = new ConcurrentBag<RaceData>();
        group.Run(worker =>
        {
            while (time?.IsOver != true && waiting.TryDequeue(out var order))
            {
                if (worker.Do(new WorkerOrder(Race: order with { Seconds = time?.Left?.TotalSeconds }), () => time?.IsOver == true).Report?.Race is { } data)
                    done.Add(data);
            }
        });
        return [.. done];
    }

    /// <summary>Replays one trace in a worker; if the worker dies, returns the operation that killed it.</summary>
    public (ReplayedTrace? Replay, DeadTrace? Death) Replay(Trace trace, ImmutableArray<Rule> rules)
    {
        var (report, death) = workers[0].Do(new WorkerOrder(Replay: new ReplayOrder(trace.ToString(), [.. rules.Select(rule => rule.Id)])));
        if (death is null)
            return (StepTexts.ReplayOf(trace, report!.Replay!), null);
        return (null, new DeathShortener(workers[0]).FirstDeath(trace) ?? new DeadTrace(trace, 0, death.Cause, death.IsHang, IsRepeatable: false));
    }

    /// <summary>Runs a trace of a known defect in a worker; if the worker dies, returns how.</summary>
    internal (TrialData? Trial, string? Death) Try(Trace trace, ImmutableArray<Rule> rules)
    {
        var (report, death) = workers[0].Do(new WorkerOrder(Trial: new ReplayOrder(trace.ToString(), [.. rules.Select(rule => rule.Id)])));
        return death is null ? (report!.Trial!.Plain(), null) : (null, PlainText.Clean(death.Cause));
    }

    /// <summary>Records one trace in a worker; the record ends early if the worker dies.</summary>
    public CallRecord Record(Trace trace, string name)
    {
        File.WriteAllBytes(workers[0].RecordPath, []); // a worker that dies early leaves no record of an earlier trace
        workers[0].Do(new WorkerOrder(Record: new RecordOrder(trace.ToString(), workers[0].RecordPath)));
        return CallRecord.Read(workers[0].RecordPath, name, trace);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        group.Dispose();
        foreach (var file in lineFiles)
            file.Dispose();
        folder.Dispose();
    }

    // The worker died while it shortened the trace, or had no time left: keep the trace as it was found.
    private Finding AsFound(WorkerProcess worker, ImmutableArray<Draft> drafts)
    {
        var hit = TraceOrder.Simplest(drafts).Hit;
        var order = new WorkerOrder(Shorten: new ShortenOrder([DraftTexts.ToData(new Draft(hit, hit.Trace, null))], [], StatesMax: 1, Seconds: 0, IsAlone: true));
        var (report, death) = worker.Do(order);
        if (report?.Finding is { } data)
            return FindingTexts.FindingOf(Subject, data);
        return new Finding(
            new Counterexample(Subject, hit.Rule, hit.Trigger, hit.Trace, Minimality.CutOff, 0) { Unrecorded = death!.Cause },
            hit.Seed, hit.Trace.Scope, hit.Trace.Operations.Length, []);
    }

    private static CampaignResult Merge(Scope scope, CampaignOptions options, IReadOnlyCollection<CampaignData> parts)
    {
        var hits = parts.SelectMany(part => part.Hits).Select(FindingTexts.HitOf)
            .GroupBy(hit => (hit.Rule.Id, hit.Trigger, hit.Shape))
            .Select(group => group.MinBy(hit => hit.Seed)!)
            .OrderBy(hit => hit.Rule.Id, StringComparer.Ordinal).ThenBy(hit => hit.Trigger.Order).ThenBy(hit => hit.Shape);
        var traces = parts.Sum(part => part.Traces);
        return new CampaignResult(scope, traces, parts.Sum(part => part.Steps), CutReasons.Sum(parts.Select(part => part.CutBy)),
            traces >= options.Traces, [.. hits],
            [.. parts.SelectMany(part => part.Judged)], [.. parts.SelectMany(part => part.Witnessed)])
        {
            Orders = [.. SeenOrder.First(parts.SelectMany(part => OrderTexts.OrdersOf(part.Orders)))],
        };
    }
}
