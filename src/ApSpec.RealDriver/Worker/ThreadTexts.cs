using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Confinement;
using ApSpec.Rules;
using ApSpec.Search.Locks;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Converts what calls at once did to plain data for the pipe and back. Text that is read is not trusted.</summary>
internal static class ThreadTexts
{
    public static ThreadData ToData(ThreadSearched searched) => new(searched.Refusal, searched.Trace?.ToString(), searched.Explored is { } explored ? ToData(searched.Trace, explored) : null);

    public static ThreadData ToData(ShortestThreads shortest) => new(
        Finding: ToData(shortest.Finding), IsProven: shortest.IsProven, Record: shortest.Record is { } record ? ThreadRecordTexts.ToData(shortest.Finding.Trace, record) : null);

    public static ThreadSearched SearchedOf(ThreadData data) => data.Trace is null
        ? new ThreadSearched(null, data.Search is { } pairs ? ExploredOf(null, pairs) : null, PlainText.Clean(data.Refusal))
        : new ThreadSearched(TraceOf(data.Trace), data.Search is { } search ? ExploredOf(TraceOf(data.Trace), search) : null, PlainText.Clean(data.Refusal));

    public static ShortestThreads ShortestOf(ThreadData data)
    {
        var finding = FindingOf(data.Finding ?? throw new InvalidDataException());
        return new ShortestThreads(finding, data.Record is { } record ? ThreadRecordTexts.RecordOf(finding.Trace, record) : null, data.IsProven);
    }

    public static ThreadViolationData ToData(ThreadViolation violation) => new(StepTexts.ToData((violation.Rule, violation.Evidence)), violation.IsDeadlock);

    public static ThreadViolation ViolationOf(ThreadViolationData? data)
    {
        var (rule, evidence) = StepTexts.ViolationOf((data ?? throw new InvalidDataException()).Violation);
        return new ThreadViolation(rule, evidence, data.IsDeadlock);
    }

    public static ThreadCallData PlaceOf(Trace trace, byte thread, Operation call)
    {
        var worker = ThreadName.IsWorker(thread) ? thread : 0;
        var place = trace.Threads.ToList().FindIndex(calls => calls.Thread == (worker == 0 ? thread : call.Thread));
        return new ThreadCallData(place, trace.Threads[place].Calls.IndexOf(call with { Thread = 0 }), worker);
    }

    // A worker's call is that of the thread that queued its work.
    public static (byte Thread, Operation Call) CallOf(Trace trace, ThreadCallData? data)
    {
        if (data is null || (uint)data.Thread >= trace.Threads.Length || (uint)data.Call >= trace.Threads[data.Thread].Calls.Length)
            throw new InvalidDataException();
        var calls = trace.Threads[data.Thread];
        return data.Worker switch
        {
            0 => (calls.Thread, calls.Calls[data.Call]),
            >= ThreadName.FirstWorker and < ThreadName.FirstWorker + ThreadName.WorkersMax => ((byte)data.Worker, calls.Calls[data.Call] with { Thread = calls.Thread }),
            _ => throw new InvalidDataException(),
        };
    }

    public static Trace TraceOf(string text) => TraceFile.Parse("pipe", System.Text.Encoding.UTF8.GetBytes(text), out _)?.Trace is { Schedule: not null } trace
        ? trace : throw new InvalidDataException();

    private static ThreadSearchData ToData(Trace? trace, ThreadExploration explored) => new(
        explored.States, explored.Transitions, explored.Ends, explored.DeadEnds, explored.Preemptions, explored.IsComplete,
        [.. explored.Caps.Select(cap => new ThreadCapData(cap.Key.What, cap.Key.IsCounter, cap.Value))], [.. explored.Findings.Select(ToData)],
        trace is null ? [] : [.. explored.NeverMade.Select(one => PlaceOf(trace, one.Thread, one.Call))], explored.OneAfterTheOther,
        explored.AreStatesJudged, explored.Searches, [.. explored.Races.Select(DataRaceTexts.ToData)],
        [.. explored.Edges.Select(shown => OrderTexts.ToData(SeenOrder.From(shown)))], explored.RandomSchedules,
        [.. explored.Ended.Select(end => new ThreadEndData(end.Trace.ToString(), end.Preemptions, end.Facts))]);

    private static ThreadExploration ExploredOf(Trace? trace, ThreadSearchData data) => new(
        data.States, data.Transitions, data.Ends, data.DeadEnds, data.Preemptions, data.IsComplete,
        CapsOf(data.Caps), [.. data.Findings.Select(FindingOf)])
    {
        NeverMade = trace is null ? [] : [.. data.NeverMade.Select(one => CallOf(trace, one))],
        Searches = data.Searches,
        OneAfterTheOther = StepTexts.Plain(data.OneAfterTheOther),
        AreStatesJudged = data.AreStatesJudged,
        RandomSchedules = data.RandomSchedules,
        Races = [.. data.Races.Select(DataRaceTexts.RaceOf)],
        Ended = [.. (data.Ended ?? []).Select(EndOf)],
        Edges = [.. OrderTexts.OrdersOf(data.Edges).Select(order => new ShownEdge(order.Edge, order.Shown ?? throw new InvalidDataException()))],
    };

    private static ThreadEnd EndOf(ThreadEndData? data) => data is null || data.Preemptions < 0 || data.Facts.Any(fact => fact?.IndexOf(' ') is not > 0) || data.Facts.DistinctBy(fact => fact[..fact.IndexOf(' ')]).Count() < data.Facts.Count
        ? throw new InvalidDataException() : new ThreadEnd(TraceOf(data.Trace), data.Preemptions, StepTexts.Plain(data.Facts));

    private static ImmutableSortedDictionary<Cutoff, long> CapsOf(IReadOnlyList<ThreadCapData?> data)
    {
        var caps = new Dictionary<Cutoff, long>();
        foreach (var cap in data)
        {
            if (cap is null || !caps.TryAdd(new Cutoff(PlainText.Clean(cap.What), cap.IsCounter), cap.Steps))
                throw new InvalidDataException();
        }

        return caps.ToImmutableSortedDictionary();
    }

    private static ThreadFindingData ToData(ThreadFinding finding) => new(
        StepTexts.ToData((finding.Violation.Rule, finding.Violation.Evidence)), finding.Violation.IsDeadlock, finding.Preemptions, finding.Steps, finding.Trace.ToString());

    private static ThreadFinding FindingOf(ThreadFindingData? data) => data is null ? throw new InvalidDataException()
        : new ThreadFinding(ViolationOf(new ThreadViolationData(data.Violation, data.IsDeadlock)), data.Preemptions, data.Steps, TraceOf(data.Trace));
}
