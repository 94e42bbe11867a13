using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Runs two systems in lock step, breadth first, and keeps for each way to differ - a field of the ledger, the result of a kind of
/// operation, a rule that one of them violates, a kind of fault - the shortest trace that shows it. A pair of states that differ is
/// not searched behind: what follows a difference is no news.
/// </summary>
public sealed class DivergenceSurvey
{
    private readonly Judge a;
    private readonly Judge b;
    private readonly Rewind rewindA;
    private readonly Rewind rewindB;
    private readonly ImmutableArray<FieldInfo> fields;
    private readonly ImmutableArray<Operation> alphabet;
    private readonly List<(int Parent, ushort Operation)> origins = [];
    private readonly SortedDictionary<string, Divergence> found = new(StringComparer.Ordinal);
    private readonly ulong[] state;

    /// <summary>Compares what <paramref name="isCompared"/> says, over operations that both have.</summary>
    public DivergenceSurvey(
        Judge a, Judge b, IReadOnlyList<FieldInfo> fields, Func<FieldInfo, bool> isCompared, ImmutableArray<Operation> alphabet)
    {
        this.a = a;
        this.b = b;
        rewindA = new Rewind(a.System);
        rewindB = new Rewind(b.System);
        this.fields = [.. fields.Where(field => field.IsObservable && field.Width is > 0 and <= 32 && isCompared(field))];
        this.alphabet = alphabet;
        state = new ulong[a.StateWords + b.StateWords];
    }

    /// <summary>Pairs of states that were seen.</summary>
    public int States { get; private set; }

    /// <summary>Steps that were cut off without a verdict, by the reason.</summary>
    public Dictionary<string, long> CutBy { get; } = new(StringComparer.Ordinal);

    /// <summary>True when every pair of states that agree was seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Searches; each way to differ with the shortest trace that shows it.</summary>
    public IReadOnlyDictionary<string, Divergence> Run(SearchLimits limits)
    {
        var store = new StateStore(state.Length);
        a.Reset();
        b.Reset();
        SavePair();
        store.Add(state);
        origins.Add((-1, 0));
        for (var node = 0; node < store.Count && store.Count < limits.StatesMax; node++)
        {
            var at = node;
            rewindA.Enter(() => PathTo(at), store[node][..(a.StateWords - 1)]);
            rewindB.Enter(() => PathTo(at), store[node][a.StateWords..^1]);
            for (var op = 0; op < alphabet.Length; op++)
            {
                rewindA.Back(store[node][..(a.StateWords - 1)]);
                rewindB.Back(store[node][a.StateWords..^1]);
                a.Resume(store[node][..a.StateWords]);
                b.Resume(store[node][a.StateWords..]);
                if (!Step(node, op))
                    continue;
                SavePair();
                if (store.Add(state))
                    origins.Add((node, (ushort)op));
            }

            IsComplete = node + 1 == store.Count;
        }

        States = store.Count;
        return found;
    }

    // True when both went on alike.
    private bool Step(int node, int op)
    {
        var violatedA = a.Apply(alphabet[op], 0, out var resultA);
        var violatedB = b.Apply(alphabet[op], 0, out var resultB);
        if ((a.System.CapHit ?? b.System.CapHit) is { } cutoff)
        {
            CutBy[cutoff.What] = CutBy.GetValueOrDefault(cutoff.What) + 1;
            return false;
        }

        var keys = Keys(alphabet[op], resultA, resultB, violatedA, violatedB);
        foreach (var key in keys)
        {
            if (!found.ContainsKey(key))
                found.Add(key, Of(node, op, resultA, resultB));
        }

        return keys.Count == 0 && resultA.Outcome == Outcome.Returned;
    }

    private List<string> Keys(in Operation op, in StepResult resultA, in StepResult resultB, RuleBits violatedA, RuleBits violatedB)
    {
        var keys = new List<string>();
        if (resultA with { Reason = null } != resultB with { Reason = null })
            keys.Add($"result of {OperationSyntax.Of(op.Kind).Verb}");
        if (resultA.Outcome == Outcome.NotPossible || resultB.Outcome == Outcome.NotPossible)
            return keys;
        foreach (var rule in violatedA ^ violatedB)
        {
            keys.Add($"rule {a.Rules[rule].Id}, violated by {(violatedA.Has(rule) ? a : b).System.Revision} alone");
        }

        foreach (var kind in KindsOf(a).Except(KindsOf(b)))
            keys.Add($"{kind} in {a.System.Revision} alone");
        foreach (var kind in KindsOf(b).Except(KindsOf(a)))
            keys.Add($"{kind} in {b.System.Revision} alone");
        foreach (var field in fields)
        {
            if (Value(field, a) != Value(field, b))
                keys.Add($"field {field.Name}");
        }

        return keys;
    }

    private Divergence Of(int node, int op, StepResult resultA, StepResult resultB) => new(
        new Trace(a.System.Scope, [.. PathTo(node), alphabet[op]]), resultA, resultB,
        [.. fields.Select(f => ($"{f.Owner}.{f.Name}", Value(f, a), Value(f, b))).Where(f => f.Item2 != f.Item3)],
        [.. KindsOf(a).Except(KindsOf(b)).Select(kind => $"{a.System.Revision}: {kind}"),
         .. KindsOf(b).Except(KindsOf(a)).Select(kind => $"{b.System.Revision}: {kind}")]);

    private static HashSet<string> KindsOf(Judge judge)
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fault in judge.System.Faults)
            kinds.Add($"{fault.Kind} of {fault.Subject}");
        return kinds;
    }

    private static uint Value(FieldInfo field, Judge judge) =>
        (uint)((judge.System.Observe().Words[field.Word] >> field.Shift) & ((1UL << field.Width) - 1));

    private void SavePair()
    {
        a.Save(state.AsSpan(0, a.StateWords));
        b.Save(state.AsSpan(a.StateWords));
    }

    private List<Operation> PathTo(int node)
    {
        var operations = new List<Operation>();
        for (; origins[node].Parent >= 0; node = origins[node].Parent)
            operations.Add(alphabet[origins[node].Operation]);
        operations.Reverse();
        return operations;
    }
}
