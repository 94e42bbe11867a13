using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>
/// What the last step of a trace lets a guest, or the host's administrator, do that could not be done before: found by issuing
/// instructions on the hardware as the ledger leaves it, and by trying what may come next on a copy of the system.
/// </summary>
public static class GuestView
{
    /// <summary>The most facts that are told.</summary>
    public const int FactsMax = 4;

    // Every queue is tried, some on a machine of their own.
    private const int QueuesMax = 256;

    private const byte SettlingTicks = 5;

    // Features that let a guest and its user space act; they take bits and offer operations, and change nothing a trace does.
    private const Features Acting = Features.Masks | Features.Irq | Features.Messages | Features.VmFds | Features.Binding;

    /// <summary>
    /// The facts, the gravest first; empty when nothing follows for a guest. A rule of family LOCK promises a guest nothing as long as
    /// the call returns: what goes wrong then needs a second task. Nothing is tried in a scope of more than 256 queues.
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
        // What was bound to stay when everything is let go stays now.
        if (last.Kind is OperationKind.Release or OperationKind.Remove)
            known.Clear();
        return [.. own, .. lines.Where(line => !known.Contains(line.Key) && !IsOwn(line, last, own)).DistinctBy(line => line.Key).Select(line => line.Fact).Take(FactsMax - own.Length)];
    }

    private static IEnumerable<GuestLine> Tried(ISystem system, GuestSight at)
    {
        var copy = new GuestCopy(system);
        return [.. GuestHook.Lines(copy, at), .. GuestNext.Lines(copy, at), .. GuestEnd.Lines(copy, at)];
    }

    // The same trace with time for the hardware before its last operation.
    private static GuestSight Settled(Subject subject, Trace trace)
    {
        var judge = new Judge(subject.Create(trace.Scope), []);
        foreach (var operation in trace.Operations.SkipLast(1))
            judge.Apply(operation, 0, out _);
        judge.Apply(new Operation { Kind = OperationKind.Advance, Amount = SettlingTicks }, 0, out _);
        judge.Apply(trace.Operations[^1], 0, out _);
        return new GuestSight(judge.System.Observe(), judge.Lifecycles);
    }

    // The guest itself issued the instruction that the host did not survive.
    private static ImmutableArray<GuestFact> Own(in Operation last, StepResult result, ISystem system)
    {
        var isGuests = last.Kind is OperationKind.AqicEnable or OperationKind.AqicDisable;
        if (!isGuests || result.Outcome == Outcome.Returned || system.Faults.IsEmpty)
            return [];
        var end = GuestCopy.Words(system.Faults[^1]);
        return [new GuestFact(result.Outcome == Outcome.Died ? GuestFactKind.OwnAqicDies : GuestFactKind.OwnAqicHangs) { Guest = $"{last.Kvm}", Fault = end }];
    }

    // That a call which never returned cannot be made again is no news.
    private static bool IsOwn(GuestLine line, Operation last, ImmutableArray<GuestFact> own) =>
        line.Key.StartsWith($"end {last} ", StringComparison.Ordinal)
        || (!own.IsEmpty && line.Key.StartsWith($"aqic {last.Kvm} ", StringComparison.Ordinal));

    // The trace must run in the wider scope as it does in its own.
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
