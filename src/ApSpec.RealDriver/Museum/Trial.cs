using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Museum;

/// <summary>Runs a trace on the driver of this process, judges each step, and finds the place in the tree where a rule is violated.</summary>
internal sealed class Trial
{
    // Rules about faults. For a violation of another rule, a fault in the same step may be unrelated.
    private static readonly string[] FaultAreas = ["MEM-", "CALL-", "LOCK-"];

    private readonly DriverSubject subject;
    private readonly Trace trace;
    private readonly Judge judge;
    private readonly List<string> results = [];
    private readonly List<(string Rule, int Step, string? Place)> violations = [];
    private readonly HashSet<(LockClass From, LockClass To)> edges = [];

    private Trial(DriverSubject subject, Trace trace, ImmutableArray<Rule> rules)
    {
        this.subject = subject;
        this.trace = trace;
        judge = new Judge(subject.Create(trace.Scope), rules);
    }

    /// <summary>Runs and judges the trace.</summary>
    public static TrialData Run(DriverSubject subject, Trace trace, ImmutableArray<Rule> rules) => new Trial(subject, trace, rules).Run();

    private TrialData Run()
    {
        var obstacle = RunSteps();
        string[] witnessed = [.. judge.Rules.Where((_, i) => judge.Witnessed.Has(i)).Select(rule => rule.Id)];
        // The path of a step is found by running the trace again, so only now.
        return new TrialData(
            results,
            [.. violations.Select(one => new TrialViolationData(one.Rule, one.Step, one.Place is { } place ? [place] : PathOf(one.Step)))],
            witnessed, obstacle);
    }

    private string? RunSteps()
    {
        var seen = RuleBits.None;
        foreach (var operation in trace.Operations)
        {
            var violated = judge.Apply(operation, seen, out var result);
            if (result.Outcome == Outcome.NotPossible)
                return result.Reason ?? "";
            if (judge.System.CapHit is { } cap)
                return cap.ToText(trace.Scope);
            seen |= violated;
            results.Add(result.ToString());
            var edge = NewEdge();
            foreach (var rule in violated)
                violations.Add((judge.Rules[rule].Id, results.Count, PlaceIn(judge.Rules[rule], judge.EvidenceOf(rule), edge)));
            if (judge.IsEnded)
                return null;
        }

        return null;
    }

    private string? NewEdge()
    {
        string? place = null;
        foreach (var edge in judge.System.Edges)
        {
            if (edges.Add((edge.From.Class, edge.To.Class)))
                place ??= edge.Function;
        }

        return place;
    }

    // A fault has a place, and a lock order has that of the lock. A violation that only the ledger shows gets the path of the operation.
    private string? PlaceIn(Rule rule, Evidence evidence, string? edge)
    {
        if (FaultAreas.Any(area => rule.Id.StartsWith(area, StringComparison.Ordinal)) && !judge.System.Faults.IsEmpty)
            return judge.System.Faults[0].Function;
        return evidence.Column == EvidenceColumn.Locks ? edge : null;
    }

    private ImmutableArray<string> PathOf(int step) => subject.PathOf(trace with { Operations = trace.Operations[..step] });
}
