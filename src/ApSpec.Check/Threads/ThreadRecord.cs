using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>A trace with a schedule, run on a modelled revision.</summary>
/// <param name="Before">What came before the threads.</param>
/// <param name="Steps">The steps of the threads, up to the first call that dies.</param>
/// <param name="AtEnd">What is violated where no thread can go on.</param>
/// <param name="Unfinished">What each thread that has not returned waits for, and holds.</param>
/// <param name="NotMade">Calls that could not be made, with the threads that would have made them.</param>
/// <param name="OneAfterTheOther">Ids of the rules that the calls violate one after the other, in some order.</param>
/// <param name="IsCutOff">A counter passed its cap: there is no verdict.</param>
public sealed record ThreadRecord(
    ImmutableArray<RecordedStep> Before,
    ImmutableArray<ThreadStep> Steps,
    ImmutableArray<ThreadViolation> AtEnd,
    ImmutableArray<UnfinishedThread> Unfinished,
    ImmutableArray<(byte Thread, Operation Call)> NotMade,
    ImmutableArray<string> OneAfterTheOther,
    bool IsCutOff)
{
    /// <summary>False when every order of whole calls dies or passes a cap: the state at the end is not judged.</summary>
    public bool IsStateJudged { get; init; } = true;

    /// <summary>The workers that ran something, each with the calls that queued it.</summary>
    public ImmutableArray<ThreadCalls> Workers =>
    [
        .. Steps.Where(step => ThreadName.IsWorker(step.Thread)).GroupBy(step => step.Thread).OrderBy(worker => worker.Key)
            .Select(worker => new ThreadCalls(worker.Key, [.. worker.Select(step => step.Call).Distinct()])),
    ];

    /// <summary>Preemptions of the run.</summary>
    public int Preemptions => Steps.Count(step => step.IsPreempting);

    /// <summary>What is violated by the threads together, in order.</summary>
    public IEnumerable<ThreadViolation> Violations => Steps.SelectMany(step => step.Violations).Concat(AtEnd);

    /// <summary>Each violated rule once, with the number of the operation that violates it; at the end that is the last.</summary>
    public ImmutableArray<ExpectedViolation> ViolationsOf(Trace trace) =>
    [
        .. TraceVerdict.Violations(Before).Concat(
                Steps.SelectMany(step => step.Violations.Select(violation => new ExpectedViolation(violation.Rule.Id, NumberOf(trace, step))))
                .Concat(AtEnd.Select(violation => new ExpectedViolation(violation.Rule.Id, trace.Operations.Length))))
            .GroupBy(violation => violation.Rule).Select(first => first.MinBy(violation => violation.Step))
            .OrderBy(violation => violation.Step).ThenBy(violation => violation.Rule, StringComparer.Ordinal),
    ];

    // A thread that makes a call twice names the first of the two.
    private static int NumberOf(Trace trace, ThreadStep step) => trace.Operations.IndexOf(ThreadName.IsWorker(step.Thread) ? step.Call : step.Call with { Thread = step.Thread }) + 1;
}
