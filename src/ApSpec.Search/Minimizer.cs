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
/// Before it shrinks the scope, it searches the scope as found for a shorter path to the same violation: dropping operations does not
/// lead from one path to another, and the smaller scope may not have the shorter one.
/// </summary>
/// <param name="subject">What is checked.</param>
/// <param name="limits">The budget of a proof.</param>
/// <param name="memory">What was found out before, of the same subject.</param>
public sealed class Minimizer(Subject subject, SearchLimits limits, SearchMemory? memory = null)
{
    /// <summary>A scope with more queues is first reduced to those that the trace names, before it is searched.</summary>
    public const int QueuesMax = 64;

    private readonly Dictionary<Scope, Judge> judges = [];
    private readonly SearchMemory memory = memory ?? new SearchMemory();
    private (Scope Scope, Judge Judge)? last;

    /// <summary>The deadline: the shortest trace at that time is the answer. By default that of the limits.</summary>
    public TimeLimit? Time { get; set; } = limits.Time;

    /// <summary>
    /// Shortens <paramref name="trace"/>, proves its length if it can, puts it into set-up order and records a run; null when the trace does
    /// not violate the rule. With <paramref name="origins"/>, reordering keeps the cause.
    /// </summary>
    public Counterexample? Minimize(Trace trace, Rule rule, OriginFinder? origins = null)
    {
        if (Shorten(trace, rule) is not { } shortened)
            return null;
        var proven = Prove(shortened.Trace, rule, shortened.Trigger);
        return (proven with { Trace = Arrange(proven.Trace, rule, proven.Trigger, origins) }).Recorded();
    }

    /// <summary>The trace in the order that is printed; its length stays.</summary>
    internal Trace Arrange(Trace trace, Rule rule, Trigger trigger, OriginFinder? origins)
    {
        var origin = origins?.Find(trace);
        return new Arrangement(JudgeFor, rule, trigger,
            candidate => origin is null || origins!.Find(candidate)?.IsLike(origin, rule.Id) == true, Time).Arrange(trace);
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

    /// <summary>
    /// A trace that violates the rule by its last operation on another driver, made smaller where this one allows it; null when it does not do so here.
    /// </summary>
    public Counterexample? Known(Trace trace, Rule rule, Trigger trigger, OriginFinder origins)
    {
        if (Reproduction.Find(JudgeFor(trace.Scope), trace, rule, trigger) is not { } found
            || found.Trace.Operations.Length != trace.Operations.Length)
            return null;
        var small = Smallest(found.Trace, rule, trigger, isScopeKept: false);
        return new Counterexample(subject, rule, trigger, Arrange(small, rule, trigger, origins), Minimality.NotProven, 0).Recorded();
    }

    /// <summary>Shortens without the search for another path: quick, to choose among several traces.</summary>
    public Trace? Draft(Trace trace, Rule rule) =>
        Reproduction.Find(JudgeFor(trace.Scope), trace, rule) is { } found
            ? Smallest(found.Trace, rule, found.Trigger, isScopeKept: false)
            : null;

    private Trace Smallest(Trace trace, Rule rule, Trigger trigger, bool isScopeKept) =>
        memory.Smallest(trace, rule, trigger, isScopeKept, Time, bigger => Smaller(bigger, rule, trigger, isScopeKept));

    // A large scope is reduced at once: a search in it would not end. When the trace names all of it, the first candidate keeps it.
    private static Trace Named(Trace trace) =>
        trace.Scope.Queues > QueuesMax && Shrink.Candidates(trace).First() is var named && named.Scope != trace.Scope ? named : trace;

    // Null, too, when time is over.
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
        var budget = new SearchLimits(subject.ShortcutTransitionsMax / alphabet.Length, trace.Operations.Length - 1, Time);
        return FirstViolation(trace.Scope, rule, trigger, alphabet, budget).Found ?? trace;
    }

    private Counterexample Prove(Trace trace, Rule rule, Trigger trigger)
    {
        var kinds = trace.Operations.Select(op => op.Kind).ToHashSet();
        var alphabet = AlphabetOf(trace.Scope);
        var depth = limits with { DepthMax = trace.Operations.Length - 1, Time = Time };
        var whole = FirstViolation(trace.Scope, rule, trigger, alphabet, depth);
        if (ShortestOf(whole, trace) is { } proven)
            return new Counterexample(subject, rule, trigger, Simplest(proven, trace, rule, trigger), Minimality.Proven, whole.States);
        var own = memory.Search(trace.Scope, rule, trigger, string.Join(' ', kinds.Order()), depth,
            () => Explore(trace.Scope, rule, trigger, [.. alphabet.Where(op => kinds.Contains(op.Kind))], depth));
        return ShortestOf(own, trace) is { } ofKinds
            ? new Counterexample(subject, rule, trigger, Simplest(ofKinds, trace, rule, trigger), Minimality.ProvenOverOwnKinds, own.States)
            : new Counterexample(subject, rule, trigger, trace, Time?.IsOver == true ? Minimality.CutOff : Minimality.NotProven, own.States);
    }

    // A search returns a shortest trace, but its operands are those that came first in the alphabet.
    private Trace Simplest(Trace proven, Trace trace, Rule rule, Trigger trigger) =>
        proven == trace ? proven : Smallest(proven, rule, trigger, isScopeKept: true);

    // The shortest violation up to the trace's own length; null when the budget ran out before every shorter trace was seen.
    private static Trace? ShortestOf(ViolationSearch search, Trace trace) =>
        search.Found ?? (search.HasTried(trace.Operations.Length - 1) ? trace : null);

    // Over all operations of a scope. Many findings are searched for in one scope, so its states are gone through once.
    private ViolationSearch FirstViolation(Scope scope, Rule rule, Trigger trigger, ImmutableArray<Operation> alphabet, SearchLimits most) =>
        memory.Search(scope, rule, trigger, "", most, () =>
            (memory.HasGraphs ? InGraph(scope, rule, trigger, alphabet, most) : null) ?? Explore(scope, rule, trigger, alphabet, most));

    // Null when the graph does not reach so far. A driver's state is more than its words: what the graph shows is tried on the driver.
    private ViolationSearch? InGraph(Scope scope, Rule rule, Trigger trigger, ImmutableArray<Operation> alphabet, SearchLimits most)
    {
        try
        {
            var graph = memory.GraphOf(scope, () => new ScopeGraph(new Judge(subject.Create(scope), RuleBook.All), alphabet));
            var end = graph.FirstViolation(rule, trigger, most);
            return end?.Found is not { } found || Reproduction.Find(JudgeFor(scope), found, rule, trigger)?.Trace.Operations.Length == found.Operations.Length ? end : null;
        }
        catch (OutOfMemoryException)
        {
            memory.ForgetGraph(scope);
            return null;
        }
    }

    private ViolationSearch Explore(Scope scope, Rule rule, Trigger trigger, ImmutableArray<Operation> alphabet, SearchLimits most)
    {
        var found = new Explorer(new Judge(subject.Create(scope), [rule]), alphabet).FirstViolation(most, trigger, out var explored);
        return new ViolationSearch(found, explored.States, explored.Depth, explored.IsComplete, explored.IsOutOfMemory);
    }

    // The first violation found is kept, so injected answers of the hardware come last.
    private ImmutableArray<Operation> AlphabetOf(Scope scope) => [.. subject.AlphabetOf(scope).OrderBy(Actors.IsAnswer)];

    private Judge JudgeFor(Scope scope)
    {
        if (last is { } before && ReferenceEquals(before.Scope, scope)) // scopes are compared by their texts, and most candidates keep theirs
            return before.Judge;
        if (!judges.TryGetValue(scope, out var judge))
            judges.Add(scope, judge = new Judge(subject.Create(scope), RuleBook.All));
        last = (scope, judge);
        return judge;
    }
}
