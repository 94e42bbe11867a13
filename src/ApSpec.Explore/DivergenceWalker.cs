using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>Makes each operation on two systems side by side, as a move of the graph of their pairs of states, and compares what it does.</summary>
internal sealed class DivergenceWalker(
    ISystem a, ISystem b, LedgerComparison ledgers, ImmutableArray<Operation> alphabet, Func<Fault, string>? nameOf) : IGraphWalker<bool>
{
    private readonly Rewind rewindA = new(a);
    private readonly Rewind rewindB = new(b);

    public int StateWords => a.StateWords + b.StateWords;

    public int Moves => alphabet.Length;

    public void Begin(Span<ulong> first)
    {
        a.Reset();
        b.Reset();
        Save(first);
    }

    public void Enter(ReadOnlySpan<ulong> state, int number, IPaths paths)
    {
        rewindA.Enter(state[..a.StateWords], number, paths, alphabet);
        rewindB.Enter(state[a.StateWords..], number, paths, alphabet);
    }

    public MoveEnd Move(ReadOnlySpan<ulong> state, int move, Span<ulong> next, List<(int Move, bool Note)> notes)
    {
        rewindA.Back(state[..a.StateWords]);
        rewindB.Back(state[a.StateWords..]);
        var resultA = a.Apply(alphabet[move]);
        var resultB = b.Apply(alphabet[move]);
        if (a.CapHit is not null || b.CapHit is not null)
            return MoveEnd.Last; // no verdict past a counter's cap, which may be passed in the middle of a call
        if (!IsSame(resultA, resultB))
            return MoveEnd.Found;
        if (resultA.Outcome != Outcome.Returned)
            return resultA.Outcome == Outcome.NotPossible ? MoveEnd.None : MoveEnd.Last;
        Save(next);
        return MoveEnd.Leads;
    }

    /// <summary>The difference that the last of some moves shows.</summary>
    public Divergence Show(IReadOnlyList<int> moves)
    {
        var trace = new Trace(a.Scope, [.. moves.Select(move => alphabet[move])]);
        a.Reset();
        b.Reset();
        foreach (var operation in trace.Operations.AsSpan()[..^1])
        {
            a.Apply(operation);
            b.Apply(operation);
        }

        var resultA = a.Apply(trace.Operations[^1]);
        var resultB = b.Apply(trace.Operations[^1]);
        var (faultsA, faultsB) = (Kinds(a.Faults), Kinds(b.Faults));
        return new Divergence(
            trace, resultA, resultB,
            ledgers.Differences(a.Observe().Words.ToArray(), b.Observe().Words.ToArray()),
            [.. faultsA.Except(faultsB).Select(f => $"{a.Revision}: {f}"),
             .. faultsB.Except(faultsA).Select(f => $"{b.Revision}: {f}")]);
    }

    private bool IsSame(in StepResult resultA, in StepResult resultB) =>
        resultA with { Reason = null } == resultB with { Reason = null }
        && Kinds(a.Faults).SequenceEqual(Kinds(b.Faults)) && ledgers.IsSame(a.Observe().Words, b.Observe().Words);

    private void Save(Span<ulong> state)
    {
        a.Save(state[..a.StateWords]);
        b.Save(state[a.StateWords..]);
    }

    private string[] Kinds(ReadOnlySpan<Fault> faults)
    {
        if (faults.IsEmpty)
            return [];
        var kinds = new string[faults.Length];
        for (var i = 0; i < faults.Length; i++)
            kinds[i] = nameOf?.Invoke(faults[i]) ?? $"{faults[i].Kind} {faults[i].Subject}";
        return kinds;
    }
}
