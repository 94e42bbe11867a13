using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Runs two systems in lock step, breadth first, until an operation differs in its result, in a field of the ledger, or in its faults. No
/// shorter trace of the alphabet shows a difference.
/// </summary>
/// <param name="a">One system.</param>
/// <param name="b">The other.</param>
/// <param name="fields">The fields of their state vectors, or of the first's.</param>
/// <param name="alphabet">The operations that are tried.</param>
/// <param name="nameOf">The part of a fault that is compared; null for its kind and subject.</param>
/// <param name="fieldsOfB">The fields of the second's state vector; null when they are the first's.</param>
public sealed class DivergenceSearch(
    ISystem a, ISystem b, IReadOnlyList<FieldInfo> fields, ImmutableArray<Operation> alphabet, Func<Fault, string>? nameOf = null,
    IReadOnlyList<FieldInfo>? fieldsOfB = null)
{
    private readonly LedgerComparison ledgers = new(fields, fieldsOfB ?? fields);
    private readonly List<(int Parent, ushort Operation)> origins = [];
    private readonly Rewind rewindA = new(a);
    private readonly Rewind rewindB = new(b);
    private readonly ulong[] state = new ulong[a.StateWords + b.StateWords];

    /// <summary>States of the pair that were seen.</summary>
    public int States { get; private set; }

    /// <summary>True when every state of the pair was seen: without a divergence the two behave alike in this scope.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Searches; null when no difference was found within the limits.</summary>
    public Divergence? Run(SearchLimits limits)
    {
        var store = new StateStore(state.Length);
        a.Reset();
        b.Reset();
        SavePair();
        store.Add(state);
        origins.Add((-1, 0));
        for (var node = 0; node < store.Count; node++)
        {
            rewindA.Enter(() => PathTo(node), store[node][..a.StateWords]);
            rewindB.Enter(() => PathTo(node), store[node][a.StateWords..]);
            for (var op = 0; op < alphabet.Length; op++)
            {
                rewindA.Back(store[node][..a.StateWords]);
                rewindB.Back(store[node][a.StateWords..]);
                var resultA = a.Apply(alphabet[op]);
                var resultB = b.Apply(alphabet[op]);
                States = store.Count;
                if (a.CapHit is not null || b.CapHit is not null)
                    continue; // no verdict past a counter's cap, which may be passed in the middle of a call
                if (Compare(resultA, resultB, node, op) is { } divergence)
                    return divergence;
                if (resultA.Outcome != Outcome.Returned)
                    continue;
                SavePair();
                if (store.Add(state))
                    origins.Add((node, (ushort)op));
            }

            if (store.Count >= limits.StatesMax)
                return null;
        }

        States = store.Count;
        IsComplete = true;
        return null;
    }

    private void SavePair()
    {
        a.Save(state.AsSpan(0, a.StateWords));
        b.Save(state.AsSpan(a.StateWords));
    }

    private Divergence? Compare(StepResult resultA, StepResult resultB, int node, int op)
    {
        var isSameResult = resultA with { Reason = null } == resultB with { Reason = null };
        var faultsA = Kinds(a.Faults);
        var faultsB = Kinds(b.Faults);
        if (isSameResult && faultsA.SequenceEqual(faultsB) && ledgers.IsSame(a.Observe().Words, b.Observe().Words))
            return null;
        return new Divergence(
            TraceTo(node, op), resultA, resultB,
            ledgers.Differences(a.Observe().Words.ToArray(), b.Observe().Words.ToArray()),
            [.. faultsA.Except(faultsB).Select(f => $"{a.Revision}: {f}"),
             .. faultsB.Except(faultsA).Select(f => $"{b.Revision}: {f}")]);
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

    private Trace TraceTo(int node, int op) => new(a.Scope, [.. PathTo(node), alphabet[op]]);

    private List<Operation> PathTo(int node)
    {
        var operations = new List<Operation>();
        for (; origins[node].Parent >= 0; node = origins[node].Parent)
            operations.Add(alphabet[origins[node].Operation]);
        operations.Reverse();
        return operations;
    }
}
