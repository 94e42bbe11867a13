using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// Makes a counterexample shorter by trying the candidates of <see cref="Shrink"/> until none violates the same rule by the same
/// kind of operation, then proves its length by breadth-first search; a shorter trace that the proof meets takes its place.
/// Before the scope gets smaller, a short search in the scope as found looks for a shorter way to the same violation: no
/// candidate leads from one way to another, and the smaller scope may no longer have the shorter one.
/// </summary>
public sealed class Minimizer(Subject subject, SearchLimits limits)
{
    /// <summary>A world of more queues is shrunk to those the trace names before anything is searched in it.</summary>
    public const int QueuesMax = 64;

    private readonly Dictionary<Scope, Judge> judges = [];

    /// <summary>When the work at hand has to end; what is then the shortest is the answer. By default the limits' own time.</summary>
    public TimeLimit? Time { get; set; } = limits.Time;

    /// <summary>
    /// Shortens <paramref name="trace"/>, proves what it can, brings it into the order of a set-up and records the outcome; null when the trace
    /// does not violate the rule. With <paramref name="origins"/> the order changes nothing of the cause.
    /// </summary>
    public Counterexample? Minimize(Trace trace, Rule rule, OriginFinder? origins = null)
    {
        if (Shorten(trace, rule) is not { } shortened)
            return null;
        var proven = Prove(shortened.Trace, rule, shortened.Trigger);
        return (proven with { Trace = Arrange(proven.Trace, rule, proven.Trigger, origins) }).Recorded();
    }

    /// <summary>The trace in the order that is printed; as long as it is.</summary>
    internal Trace Arrange(Trace trace, Rule rule, Trigger trigger, OriginFinder? origins)
    {
        var origin = origins?.Of(trace);
        return new Arrangement(JudgeFor, rule, trigger,
            candidate => origin is null || origins!.Of(candidate)?.IsLike(origin, rule.Id) == true, Time).Of(trace);
    }

    /// <summary>Shortens without a proof; null when the trace does not violate the rule.</summary>
    public (Trace Trace, Trigger Trigger)? Shorten(Trace trace, Rule rule)
    {
        if (Reproduction.Find(JudgeFor(trace.Scope), trace, rule) is not { } found)
            return null;
        var inScope = Smallest(Named(found.Trace), rule, found.Trigger, isScopeKept: true);
        var shortcut = Shortcut(inScope, rule, found.Trigger);
        return (Smallest(shortcut, rule, found.Trigger, isScopeKept: false), found.Trigger);
    }

    /// <summary>Shortens without looking for a shortcut: quick, to tell which of several traces is worth more.</summary>
    public Trace? Draft(Trace trace, Rule rule) =>
        Reproduction.Find(JudgeFor(trace.Scope), trace, rule) is { } found
            ? Smallest(found.Trace, rule, found.Trigger, isScopeKept: false)
            : null;

    private Trace Smallest(Trace trace, Rule rule, Trigger trigger, bool isScopeKept)
    {
        while (Time?.IsOver != true && Smaller(trace, rule, trigger, isScopeKept) is { } smaller)
            trace = smaller;
        return trace;
    }

    // A large world is left at once: a search in it would not end.
    private static Trace Named(Trace trace) =>
        trace.Scope.Queues > QueuesMax ? Shrink.Candidates(trace).First() : trace;

    private Trace? Smaller(Trace trace, Rule rule, Trigger trigger, bool isScopeKept)
    {
        foreach (var candidate in Shrink.Candidates(trace))
        {
            if (Time?.IsOver == true)
                return null;
            if (isScopeKept && candidate.Scope != trace.Scope)
                continue;
            if (Reproduction.Find(JudgeFor(candidate.Scope), candidate, rule, trigger) is { } smaller
                && smaller.Trace.Operations.Length <= trace.Operations.Length)
                return smaller.Trace;
        }

        return null;
    }

    // A shorter trace of the same scope, if the search meets one before its budget ends; else the trace itself.
    private Trace Shortcut(Trace trace, Rule rule, Trigger trigger)
    {
        var alphabet = AlphabetOf(trace.Scope);
        var judge = new Judge(subject.Create(trace.Scope), [rule]);
        var budget = new SearchLimits(subject.ShortcutTransitionsMax / alphabet.Length, trace.Operations.Length - 1, Time);
        return new Explorer(judge, alphabet).FirstViolation(budget, trigger, out _) ?? trace;
    }

    private Counterexample Prove(Trace trace, Rule rule, Trigger trigger)
    {
        var kinds = trace.Operations.Select(op => op.Kind).ToHashSet();
        var alphabet = AlphabetOf(trace.Scope);
        if (Search(trace, rule, trigger, alphabet, out var states) is { } whole)
            return new Counterexample(subject, rule, trigger, Simplest(whole, trace, rule, trigger), Minimality.Proven, states);
        return Search(trace, rule, trigger, [.. alphabet.Where(op => kinds.Contains(op.Kind))], out states) is { } own
            ? new Counterexample(subject, rule, trigger, Simplest(own, trace, rule, trigger), Minimality.ProvenOverOwnKinds, states)
            : new Counterexample(subject, rule, trigger, trace, Time?.IsOver == true ? Minimality.CutOff : Minimality.NotProven, states);
    }

    // What a search meets first is as short as can be, but its operands are those that happened to come first.
    private Trace Simplest(Trace proven, Trace trace, Rule rule, Trigger trigger) =>
        proven == trace ? proven : Smallest(proven, rule, trigger, isScopeKept: true);

    // The shortest violation up to the trace's own length; null when the budget ran out before every shorter trace was seen.
    private Trace? Search(
        Trace trace, Rule rule, Trigger trigger, ImmutableArray<Operation> alphabet, out int states)
    {
        var judge = new Judge(subject.Create(trace.Scope), [rule]);
        var explorer = new Explorer(judge, alphabet);
        var depth = limits with { DepthMax = trace.Operations.Length - 1, Time = Time };
        var shorter = explorer.FirstViolation(depth, trigger, out var explored);
        states = explored.States;
        if (shorter is not null)
            return shorter;
        return explored.IsComplete || explored.Depth == trace.Operations.Length - 1 ? trace : null;
    }

    // What is met first is kept: an odd answer of the hardware comes last.
    private ImmutableArray<Operation> AlphabetOf(Scope scope) => [.. subject.AlphabetOf(scope).OrderBy(Actors.IsAnswer)];

    private Judge JudgeFor(Scope scope)
    {
        if (!judges.TryGetValue(scope, out var judge))
            judges.Add(scope, judge = new Judge(subject.Create(scope), RuleBook.All));
        return judge;
    }
}
