using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>
/// Finds what a guest, or the host's administrator, can do after the last step of a trace and could not do before. It issues instructions on
/// hardware in the state of the ledger, and tries later operations on a copy of the system.
/// </summary>
public static class GuestView
{
    /// <summary>Facts that are returned, at most.</summary>
    public const int FactsMax = 4;

    // Every queue is tried, some with a new machine.
    private const int QueuesMax = 256;

    private const byte SettlingTicks = 5;

    // Features for operations of a guest and its user space. They add fields and operations, and do not change what a trace does.
    private const Features Acting = Features.Masks | Features.Irq | Features.Messages | Features.VmFds | Features.Binding;

    /// <summary>
    /// The facts, the gravest first; may be empty. For a rule of family LOCK nothing is tried as long as the call returns, since a failure would
    /// need a second task. Nothing is tried in a scope of more than 256 queues.
    /// </summary>
    public static ImmutableArray<GuestFact> Facts(Subject subject, Trace trace, params IEnumerable<Rule> violated)
    {
        var isAboutLocks = violated.All(rule => rule.Family == RuleFamily.Lock);
        var scope = trace.Scope with { Features = trace.Scope.Features | Acting };
        var judge = new Judge(subject.Create(scope), []);
        if (trace.Operations.IsEmpty || scope.Queues > QueuesMax || !IsSame(subject, trace, scope))
            return [];
        judge.Reset();
        foreach (var operation in trace.Operations.SkipLast(1))
            judge.Apply(operation, 0, out _);
        if (judge.IsEnded)
            return [];
        var last = trace.Operations[^1];
        var before = new GuestSight(judge.System.Observe(), judge.Lifecycles);
        var known = Tried(judge.System, before).Select(line => line.Key).ToHashSet();
        judge.Apply(last, 0, out var result);
        if (judge.System.CapHit is not null || result.Outcome == Outcome.NotPossible)
            return [];
        if (isAboutLocks && result.Outcome == Outcome.Returned)
            return [];
        var own = Own(last, result, judge.System);
        if (result.Outcome != Outcome.Returned && judge.System is IReplayedSystem)
            return own;
        var after = new GuestSight(judge.System.Observe(), judge.Lifecycles);
        var tried = Tried(judge.System, after);
        IEnumerable<GuestLine> lines = result.Outcome == Outcome.Returned
            ? [.. GuestQueues.Lines(before, after, last), .. GuestMemory.Lines(before, after, last, () => Settled(subject, trace with { Scope = scope })), .. tried]
            : tried;
        // A leftover that the teardown was bound to leave is now really left, so it is reported.
        if (last.Kind is OperationKind.Release or OperationKind.Remove)
            known.Clear();
        return [.. own, .. lines.Where(line => !known.Contains(line.Key) && !IsOwn(line, last, own)).DistinctBy(line => line.Key).Select(line => line.Fact).Take(FactsMax - own.Length)];
    }

    private static IEnumerable<GuestLine> Tried(ISystem system, GuestSight at)
    {
        var copy = new GuestCopy(system);
        return [.. GuestHook.Lines(copy, at), .. GuestNext.Lines(copy, at), .. GuestEnd.Lines(copy, at)];
    }

    // The same trace with time passing for the hardware before its last operation.
    private static GuestSight Settled(Subject subject, Trace trace)
    {
        var judge = new Judge(subject.Create(trace.Scope), []);
        foreach (var operation in trace.Operations.SkipLast(1))
            judge.Apply(operation, 0, out _);
        judge.Apply(new Operation { Kind = OperationKind.Advance, Amount = SettlingTicks }, 0, out _);
        judge.Apply(trace.Operations[^1], 0, out _);
        return new GuestSight(judge.System.Observe(), judge.Lifecycles);
    }

    // The guest itself issued the instruction that crashed the host.
    private static ImmutableArray<GuestFact> Own(in Operation last, StepResult result, ISystem system)
    {
        var isGuests = last.Kind is OperationKind.AqicEnable or OperationKind.AqicDisable;
        if (!isGuests || result.Outcome == Outcome.Returned || system.Faults.IsEmpty)
            return [];
        var end = GuestCopy.Words(system.Faults[^1]);
        return [new GuestFact(result.Outcome == Outcome.Died ? GuestFactKind.OwnAqicDies : GuestFactKind.OwnAqicHangs) { Guest = $"{last.Kvm}", Fault = end }];
    }

    // A call that never returned cannot be made again: that is not reported.
    private static bool IsOwn(GuestLine line, Operation last, ImmutableArray<GuestFact> own) =>
        line.Key.StartsWith($"end {last} ", StringComparison.Ordinal)
        || (!own.IsEmpty && line.Key.StartsWith($"aqic {last.Kvm} ", StringComparison.Ordinal));

    // The trace must run in the wider scope as in its own.
    private static bool IsSame(Subject subject, Trace trace, Scope wider)
    {
        if (wider == trace.Scope)
            return true;
        var results = Results(subject, trace, trace.Scope);
        return results.SequenceEqual(Results(subject, trace, wider));
    }

    private static List<StepResult> Results(Subject subject, Trace trace, Scope scope)
    {
        var system = subject.Create(scope);
        var results = new List<StepResult>();
        system.Reset();
        foreach (var operation in trace.Operations)
            results.Add(system.Apply(operation));
        return results;
    }
}
