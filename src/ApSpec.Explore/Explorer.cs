using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Breadth-first search over operations: every state within the limits, and for each rule the first violation, which is as short as possible.
/// A state is the whole vector and the lifecycle, so equal states behave the same from then on.
/// </summary>
public sealed class Explorer
{
    private readonly Judge judge;
    private readonly ImmutableArray<Operation> alphabet;
    private readonly StateStore store;
    private readonly Rewind rewind;
    private readonly List<(int Parent, ushort Operation)> origins = [];
    private readonly SortedDictionary<Cutoff, long> caps = [];
    private readonly List<FirstViolation> violations = [];
    private readonly ulong[] state;
    private Trigger? trigger;
    private Trace? hit;
    private RuleBits found;
    private long transitions;
    private long deadEnds;
    private bool isOutOfMemory;

    /// <summary>Searches the system of <paramref name="judge"/> with the operations of <paramref name="alphabet"/>.</summary>
    public Explorer(Judge judge, ImmutableArray<Operation> alphabet)
    {
        if (alphabet.Length > ushort.MaxValue)
            throw new ArgumentException($"more than {ushort.MaxValue} operations", nameof(alphabet));
        this.judge = judge;
        this.alphabet = alphabet;
        store = new StateStore(judge.StateWords);
        rewind = new Rewind(judge.System);
        state = new ulong[judge.StateWords];
    }

    /// <summary>States stored so far.</summary>
    public int States => store.Count;

    /// <summary>Transitions done so far.</summary>
    public long Transitions => transitions;

    /// <summary>Searches every state within the limits.</summary>
    public Exploration Run(SearchLimits limits) => Search(limits);

    /// <summary>
    /// The shortest trace on which the judge's rules are first violated by an operation of kind <paramref name="wanted"/>; null when there is
    /// none within the limits. Nothing after another violation is searched.
    /// </summary>
    public Trace? FirstViolation(SearchLimits limits, Trigger wanted, out Exploration explored)
    {
        trigger = wanted;
        explored = Search(limits);
        return hit;
    }

    private Exploration Search(SearchLimits limits)
    {
        judge.Reset();
        judge.Save(state);
        store.Add(state);
        origins.Add((-1, 0));
        var depth = 0;
        var level = 0;
        var isComplete = false;
        while (true)
        {
            var end = store.Count;
            if (level == end)
            {
                isComplete = true;
                break;
            }

            if (depth == limits.DepthMax)
                break;
            var keep = depth + 1 < limits.DepthMax;
            if (!MayExpandLevel(level, end, limits, keep))
                break;
            level = end;
            depth++;
            if (!keep)
                break; // states after the last level are not stored, so new ones are not detected
        }

        return new Exploration(store.Count, transitions, deadEnds, depth, isComplete, caps.ToImmutableSortedDictionary(),
            [.. violations], [.. judge.Rules.Where((_, i) => judge.Witnessed.Has(i)).Select(rule => rule.Id)], judge.Taken)
        { IsOutOfMemory = isOutOfMemory };
    }

    // The counts stay correct when memory runs out: a state that is only half stored is not counted.
    private bool MayExpandLevel(int first, int end, SearchLimits limits, bool keep)
    {
        try
        {
            return ExpandLevel(first, end, limits, keep);
        }
        catch (OutOfMemoryException)
        {
            isOutOfMemory = true;
            return false;
        }
    }

    // False when a limit or the wanted violation stopped it.
    private bool ExpandLevel(int first, int end, SearchLimits limits, bool keep)
    {
        for (var node = first; node < end; node++)
        {
            rewind.Enter(() => PathTo(node), store[node][..^1]);
            for (var op = 0; op < alphabet.Length; op++)
            {
                rewind.Back(store[node][..^1]);
                judge.Resume(store[node]);
                var violated = judge.Apply(alphabet[op], found, out var result);
                if (result.Outcome == Outcome.NotPossible)
                    continue;
                transitions++;
                if (!violated.IsEmpty && trigger is { } wanted)
                {
                    if (wanted != Trigger.Of(alphabet[op], result))
                        continue;
                    hit = TraceTo(node, op);
                    return false;
                }

                if (!violated.IsEmpty)
                    Note(violated, node, op);
                if (judge.IsEnded)
                {
                    if (judge.System.CapHit is { } cap)
                        caps[cap] = caps.GetValueOrDefault(cap) + 1;
                    else
                        deadEnds++;
                    continue;
                }

                if (!keep)
                    continue;
                judge.Save(state);
                if (store.Add(state))
                    origins.Add((node, (ushort)op));
            }

            if (store.Count >= limits.StatesMax || limits.Time?.IsOver == true)
                return false;
        }

        return true;
    }

    private void Note(RuleBits violated, int node, int op)
    {
        found |= violated;
        var trace = TraceTo(node, op);
        foreach (var rule in violated)
            violations.Add(new FirstViolation(judge.Rules[rule], trace));
    }

    private Trace TraceTo(int node, int op) => new(judge.System.Scope, [.. PathTo(node), alphabet[op]]);

    private List<Operation> PathTo(int node)
    {
        var operations = new List<Operation>();
        for (; origins[node].Parent >= 0; node = origins[node].Parent)
            operations.Add(alphabet[origins[node].Operation]);
        operations.Reverse();
        return operations;
    }
}
