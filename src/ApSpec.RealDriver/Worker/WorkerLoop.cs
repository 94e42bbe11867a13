using System.Collections.Immutable;
using System.Diagnostics;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.RealDriver.Lines;
using ApSpec.RealDriver.Museum;
using ApSpec.RealDriver.Races;
using ApSpec.RealDriver.Run;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.RealDriver.Worker;

/// <summary>
/// The worker's side: takes orders until there are none, and does each in this process, which has the library, the hardware, the decoder,
/// the rules and the minimizer.
/// </summary>
/// <param name="subject">The driver, loaded.</param>
/// <param name="modelOf">The model of a name, for a lock step.</param>
/// <param name="heartbeat">Where it tells what it does.</param>
public sealed class WorkerLoop(DriverSubject subject, Func<string, Subject> modelOf, Heartbeat heartbeat)
{
    private readonly LocalEngine engine = new(subject); // it remembers what one order found out for the next

    /// <summary>Runs until <paramref name="orders"/> ends.</summary>
    public void Run(TextReader orders, TextWriter reports)
    {
        new ProcessorClock(heartbeat).Start();
        heartbeat.Begin();
        while (orders.ReadLine() is { } line)
        {
            reports.WriteLine(WorkerJson.Line(Do(WorkerJson.Read<WorkerOrder>(line))));
            reports.Flush();
        }
    }

    private WorkerReport Do(WorkerOrder order)
    {
        try
        {
            return order switch
            {
                { Campaign: { } campaign } => new WorkerReport(Campaign: Do(campaign)),
                { Draft: { } draft } => new WorkerReport(Drafts: Do(draft)),
                { Shorten: { } shorten } => new WorkerReport(Finding: Do(shorten)),
                { Replay: { } replay } => new WorkerReport(Replay: StepTexts.ToData(ReplayedTrace.Run(
                    subject, FindingTexts.TraceOf(replay.Trace), FindingTexts.RulesOf(replay.Rules)))),
                { Record: { } record } => Do(record),
                { Trial: { } trial } => new WorkerReport(Trial: Trial.Run(
                    subject, FindingTexts.TraceOf(trial.Trace), FindingTexts.RulesOf(trial.Rules))),
                { Aim: { } aim } => new WorkerReport(Aim: Do(aim)),
                { Race: { } race } => new WorkerReport(Race: new RaceRun(subject, heartbeat).Run(FindingTexts.ScopeOf(race.Scope), race, LimitOf(race.Seconds))),
                { Threads: { } threads } => new WorkerReport(Threads: new ThreadWork(subject).Do(threads, LimitOf(threads.Seconds))),
                { LockStep: { } step } => new WorkerReport(LockStep: new LockStepWork(subject, modelOf, heartbeat).Do(step)),
                { ThreadLockStep: { } step } => new WorkerReport(ThreadLockStep: new LockStepWork(subject, modelOf, heartbeat).Do(step)),
                { Orders: { } orders } => new WorkerReport(Orders: Do(orders)),
                { Confirm: { } confirm } => new WorkerReport(Confirm: Do(confirm)),
                _ => new WorkerReport(Error: "an empty order"),
            };
        }
        catch (DriverLoadException e)
        {
            return new WorkerReport(NotLoaded: e.Message);
        }
#pragma warning disable CA1031 // an exception is a bug of ours; the other process rethrows it
        catch (Exception e)
        {
            return new WorkerReport(Error: e.ToString());
        }
#pragma warning restore CA1031
    }

    private CampaignData Do(CampaignOrder order)
    {
        var campaign = new Campaign(subject, FindingTexts.ScopeOf(order.Scope), FindingTexts.RulesOf(order.Rules));
        var result = campaign.Run(new CampaignOptions(order.First, order.Traces, order.LengthMax, Time: LimitOf(order.Seconds), Pulse: heartbeat));
        return new CampaignData(result.Traces, result.Steps, result.CutBy, [.. result.Hits.Select(FindingTexts.ToData)],
            [.. result.Judged.Order(StringComparer.Ordinal)], [.. result.Witnessed.Order(StringComparer.Ordinal)],
            [.. result.Orders.Select(OrderTexts.ToData)]);
    }

    private OrderData[] Do(OrdersOrder order) =>
        [.. engine.ShortenOrders(OrderTexts.OrdersOf(order.Seen), LimitOf(order.Seconds)).Select(OrderTexts.ToData)];

    private ConfirmData Do(ConfirmOrder order)
    {
        var hits = order.Hits.Select(FindingTexts.HitOf).ToArray();
        var judge = new Judge(subject.Create(hits[0].Trace.Scope), RuleBook.All);
        return new ConfirmData(hits.TakeWhile(hit => Reproduction.Violates(judge, hit.Trace, hit.Rule, hit.Trigger)).Count());
    }

    private WorkerReport Do(RecordOrder order)
    {
        subject.Record(FindingTexts.TraceOf(order.Trace), order.Path);
        return new WorkerReport();
    }

    private DraftData[] Do(DraftOrder order) => [.. engine
        .Draft([[.. order.Hits.Select(FindingTexts.HitOf)]], LimitOf(order.Seconds), null).Select(DraftTexts.ToData)];

    private AimData Do(AimOrder order)
    {
        var bases = order.Bases.Select(FindingTexts.TraceOf).ToImmutableArray();
        var variations = new TraceVariations(subject, FindingTexts.ScopeOf(order.Scope), bases, order.LengthMax);
        return new AimedRun(subject, variations, heartbeat).Run(order.First, order.Traces, LimitOf(order.Seconds));
    }

    private FindingData Do(ShortenOrder order) => FindingTexts.ToData((order.IsAlone ? new LocalEngine(subject, memory: new SearchMemory { HasGraphs = false }) : engine)
        .Shorten([new DraftGroup([.. order.Drafts.Select(DraftTexts.DraftOf)], [.. order.Known.Select(FindingTexts.TraceOf)])], new SearchLimits(order.StatesMax, Time: LimitOf(order.Seconds)), null)[0]);

    private static TimeLimit? LimitOf(double? seconds)
    {
        var clock = Stopwatch.StartNew();
        return seconds is { } some ? new TimeLimit(TimeSpan.FromSeconds(some), () => clock.Elapsed) : null;
    }
}
