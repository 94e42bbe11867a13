using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Confinement;
using ApSpec.Rules;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Searches schedules of a compiled driver in worker processes.</summary>
internal sealed class DriverThreadEngine(Subject subject, ImmutableArray<WorkerProcess> workers, ImmutableArray<Rule> rules) : IThreadEngine
{
    private readonly ImmutableArray<string> ids = [.. rules.Select(rule => rule.Id)];

    public Subject Subject => subject;

    public int Workers => workers.Length;

    public ThreadSearched Search(int worker, ThreadJob job, ThreadLimits limits)
    {
        var order = Bounded(new ThreadOrder(ids, job.Trace?.ToString(), job.Scope.ToString(), job.Seed, Start: job.Start?.Name, Part: job.Part, Of: job.Of), limits);
        var (data, death) = Do(worker, order, limits);
        return data is null ? new ThreadSearched(job.Trace, null, death, IsUnfinished: true) : ThreadTexts.SearchedOf(data);
    }

    public ShortestThreads Shorten(int worker, ThreadFinding finding, ThreadLimits limits)
    {
        var order = Bounded(new ThreadOrder(ids, finding.Trace.ToString(), Rule: finding.Violation.Rule.Id, Sign: finding.Violation.Sign), limits);
        var (data, _) = Do(worker, order, limits);
        return data?.Finding is null ? new ShortestThreads(finding, Play(worker, finding.Trace, out _), IsProven: false) : ThreadTexts.ShortestOf(data);
    }

    public ThreadRecord? Play(Trace trace, out string refusal) => Play(0, trace, out refusal);

    private ThreadRecord? Play(int worker, Trace trace, out string refusal)
    {
        var (data, death) = Do(worker, new ThreadOrder(ids, trace.ToString(), IsPlayed: true), null);
        refusal = data is null ? death : PlainText.Clean(data.Refusal);
        return data?.Record is { } record ? ThreadRecordTexts.RecordOf(trace, record) : null;
    }

    private (ThreadData? Data, string Death) Do(int worker, ThreadOrder order, ThreadLimits? limits)
    {
        if ((subject as DriverSubject)?.ThreadsRefusal is { } refused)
            return (null, refused);
        var (report, death) = workers[worker].Do(new WorkerOrder(Threads: order), () => limits?.Time?.IsOver == true);
        return (report?.Threads, death is null ? "no time was left" : $"the process that ran it died: {PlainText.Clean(death.Cause)}");
    }

    private static ThreadOrder Bounded(ThreadOrder order, ThreadLimits limits) =>
        order with { PreemptionsMax = limits.PreemptionsMax, StatesMax = limits.StatesMax, RandomSchedules = limits.RandomSchedules, KeepsEnds = limits.KeepsEnds, Seconds = limits.Time?.Left?.TotalSeconds };
}
