using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// Runs the revision and a mutant side by side through every trace of a scope, breadth first, until a rule notices the mutant. The trace
/// is then as short as possible.
/// </summary>
internal sealed class MutantsPairs
{
    private readonly MutantsBench bench;
    private readonly MutantsRun own;
    private readonly MutantsRun mutant;
    private readonly ImmutableArray<Operation> alphabet;
    private readonly List<(int Parent, ushort Operation)> origins = [];
    private readonly ulong[] state;
    private readonly int half;

    public MutantsPairs(MutantsBench bench, Scope scope)
    {
        this.bench = bench;
        (own, mutant) = bench.Run(scope);
        alphabet = Alphabet.Of(scope, bench.Revision.Era);
        half = own.Judge.StateWords;
        state = new ulong[2 * half];
    }

    /// <summary>Operations tried in each state.</summary>
    public int Width => alphabet.Length;

    /// <summary>A shortest trace with an observable difference; null when there was none.</summary>
    public Trace? Difference { get; private set; }

    /// <summary>True when every trace up to the limit of depth was seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Searches; null when no rule notices the mutant within the limits.</summary>
    public MutantsNotice? Run(SearchLimits limits)
    {
        var store = new StateStore(state.Length);
        own.Begin();
        mutant.Begin();
        Save();
        store.Add(state);
        origins.Add((-1, 0));
        var (depth, level) = (0, 1);
        for (var node = 0; node < store.Count; node++)
        {
            if (node == level)
            {
                depth++;
                level = store.Count;
            }

            if (depth == limits.DepthMax)
                break;
            for (var op = 0; op < alphabet.Length; op++)
            {
                Restore(store, node);
                if (Step(store, node, op, out var notice) && depth + 1 < limits.DepthMax)
                {
                    Save();
                    if (store.Add(state))
                        origins.Add((node, (ushort)op));
                }

                if (notice is not null)
                    return notice;
            }

            if (store.Count >= limits.StatesMax)
                return null;
        }

        IsComplete = true;
        return null;
    }

    // True when both can go on.
    private bool Step(StateStore store, int node, int op, out MutantsNotice? notice)
    {
        notice = null;
        own.Forget();
        mutant.Forget();
        if (!own.Apply(alphabet[op], 0, out var ownResult) || !mutant.Apply(alphabet[op], 0, out var result))
            return false;
        if (Difference is null && own.Print != mutant.Print)
            Difference = TraceTo(node, op);
        if (IsNews())
        {
            notice = bench.Notice(TraceTo(node, op));
            if (notice is not null)
                return false;
            Restore(store, node); // the systems were used to run the trace from its start
            own.Apply(alphabet[op], 0, out _);
            mutant.Apply(alphabet[op], 0, out _);
        }

        return ownResult.Outcome is Outcome.Returned or Outcome.NotPossible && result.Outcome is Outcome.Returned or Outcome.NotPossible
            && (ownResult.Outcome == Outcome.Returned || result.Outcome == Outcome.Returned);
    }

    private void Restore(StateStore store, int node)
    {
        own.Judge.Restore(store[node][..half]);
        mutant.Judge.Restore(store[node][half..]);
    }

    private bool IsNews()
    {
        foreach (var violation in mutant.Violations)
        {
            if (!own.Violations.Contains(violation))
                return true;
        }

        return false;
    }

    private void Save()
    {
        own.Judge.Save(state.AsSpan(0, half));
        mutant.Judge.Save(state.AsSpan(half));
    }

    private Trace TraceTo(int node, int op)
    {
        var operations = new List<Operation> { alphabet[op] };
        for (; origins[node].Parent >= 0; node = origins[node].Parent)
            operations.Add(alphabet[origins[node].Operation]);
        operations.Reverse();
        return new Trace(own.Judge.System.Scope, [.. operations]);
    }
}
