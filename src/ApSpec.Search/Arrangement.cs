using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// Rewrites a trace into the form that is printed: set-up first, in <see cref="SetUpOrder"/>; lower ids first; a checkstop or a change of
/// configuration in place of an injected answer, where that does the same. The length stays, and so does the last operation, which violates
/// the rule. Two campaigns that find the same violation then mostly print the same trace.
/// </summary>
/// <param name="judgeOf">The judge of a scope.</param>
/// <param name="rule">The rule that is violated.</param>
/// <param name="trigger">The kind of operation that violates it.</param>
/// <param name="isAlike">True when a trace violates it for the same reason.</param>
/// <param name="time">When it has to end.</param>
internal sealed class Arrangement(Func<Scope, Judge> judgeOf, Rule rule, Trigger trigger, Func<Trace, bool> isAlike, TimeLimit? time)
{
    /// <summary>Rounds over a trace, at most: one move may make another possible.</summary>
    public const int RoundsMax = 8;

    /// <summary>The trace that is printed.</summary>
    public Trace Arrange(Trace trace)
    {
        var best = Settled(trace);
        for (var round = 0; round < RoundsMax; round++)
        {
            var renamed = Renamings.All(best).Where(IsAsGood).Select(Settled).Append(best).Order(SetUpOrder.Traces).First();
            if (renamed == best)
                break;
            best = renamed;
        }

        return best;
    }

    private Trace Settled(Trace trace)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var next = Arranged(Plainer(trace));
            if (next == trace)
                break;
            trace = next;
        }

        return trace;
    }

    // Puts at each place the operation that comes first in set-up order and can be moved there.
    private Trace Arranged(Trace trace)
    {
        for (var place = 0; place < trace.Operations.Length - 2; place++)
            trace = Earlier(trace, place).FirstOrDefault(IsAsGood) ?? trace;
        return trace;
    }

    private static IEnumerable<Trace> Earlier(Trace trace, int place) =>
        Enumerable.Range(place + 1, trace.Operations.Length - place - 2)
            .Where(from => SetUpOrder.Instance.Compare(trace.Operations[from], trace.Operations[place]) < 0)
            .OrderBy(from => trace.Operations[from], SetUpOrder.Instance)
            .Select(from => trace with { Operations = trace.Operations.RemoveAt(from).Insert(place, trace.Operations[from]) });

    private Trace Plainer(Trace trace)
    {
        for (var place = 0; place < trace.Operations.Length - 1; place++)
        {
            var here = place;
            trace = PlainerThan(trace.Operations[here]).Where(plain => trace.Scope.Refusal(plain) is null)
                .Select(plain => trace with { Operations = trace.Operations.SetItem(here, plain) })
                .FirstOrDefault(IsAsGood) ?? trace;
        }

        return trace;
    }

    private static IEnumerable<Operation> PlainerThan(Operation operation)
    {
        if (operation.Kind == OperationKind.HwAnswer)
        {
            foreach (var kind in Reasons)
                yield return new Operation { Kind = kind, Apid = operation.Apid };
        }

        for (byte id = 0; id < operation.Mdev.Value; id++)
            yield return operation with { Mdev = new MdevId(id) };
        for (byte id = 0; id < operation.Kvm?.Value; id++)
            yield return operation with { Kvm = new KvmId(id) };
    }

    private bool IsAsGood(Trace candidate) =>
        time?.IsOver != true
        && Reproduction.Find(judgeOf(candidate.Scope), candidate, rule, trigger) is { } found
        && found.Trace.Operations.Length == candidate.Operations.Length
        && isAlike(candidate);

    // Operations that replace an injected answer of the hardware.
    private static readonly ImmutableArray<OperationKind> Reasons =
        [OperationKind.Checkstop, OperationKind.Deconfigure, OperationKind.HostAdapterDel];
}
