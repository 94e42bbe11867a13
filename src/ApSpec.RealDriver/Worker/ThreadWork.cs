using ApSpec.Explore;
using ApSpec.Explore.Threads;
using ApSpec.Search.Threads;

namespace ApSpec.RealDriver.Worker;

/// <summary>The worker's side of calls at once.</summary>
internal sealed class ThreadWork(DriverSubject subject)
{
    /// <summary>Does an order.</summary>
    public ThreadData Do(ThreadOrder order, TimeLimit? time)
    {
        var engine = new LocalThreads(subject, FindingTexts.RulesOf(order.Rules));
        var limits = new ThreadLimits(order.PreemptionsMax, order.StatesMax, time) { RandomSchedules = order.RandomSchedules, KeepsEnds = order.KeepsEnds };
        if (order.Start is { } name)
            return ThreadTexts.ToData(engine.Search(0, ThreadJob.Pairs(PairStarts.All.First(start => start.Name == name), order.Part, order.Of), limits));
        if (order.Trace is not { } text)
            return ThreadTexts.ToData(engine.Search(0, ThreadJob.Drawn(FindingTexts.ScopeOf(order.Scope!), order.Seed), limits));
        var trace = ThreadTexts.TraceOf(text);
        if (order.IsPlayed)
        {
            var record = engine.Play(trace, out var refusal);
            return new ThreadData(refusal, Record: record is null ? null : ThreadRecordTexts.ToData(trace, record));
        }

        var searched = engine.Search(0, ThreadJob.Calls(trace, order.Seed), limits);
        if (order.Rule is null)
            return ThreadTexts.ToData(searched);
        var found = searched.Explored?.Findings.FirstOrDefault(one => one.Violation.Rule.Id == order.Rule && one.Violation.Sign == order.Sign);
        return found is null ? new ThreadData("not found again") : ThreadTexts.ToData(engine.Shorten(0, found, limits));
    }

    /// <summary>Checks that a report can be read.</summary>
    /// <exception cref="InvalidDataException">It cannot.</exception>
    public static void Demand(ThreadOrder order, ThreadData data)
    {
        ThreadTexts.SearchedOf(data);
        if (data.Finding is not null)
            ThreadTexts.ShortestOf(data);
        if (order is { IsPlayed: true, Trace: { } text } && data.Record is { } record)
            ThreadRecordTexts.RecordOf(ThreadTexts.TraceOf(text), record);
    }
}
