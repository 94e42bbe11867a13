using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Breadth-first search over operations: every state within the limits, and for each rule the first violation, which is as short as possible.
/// A state is the whole vector and the lifecycle, so equal states behave the same from then on. The result is the same for any number of judges.
/// </summary>
public sealed class Explorer
{
    private readonly IReadOnlyList<Judge> judges;
    private readonly ImmutableArray<Operation> alphabet;
    private readonly SortedDictionary<Cutoff, long> caps = [];
    private readonly List<FirstViolation> violations = [];
    private GraphSearch<ExplorerNote>? search;
    private RuleBits found;
    private RuleBits witnessed;
    private ulong taken;
    private long deadEnds;

    /// <summary>Searches the system of <paramref name="judge"/> with the operations of <paramref name="alphabet"/>.</summary>
    public Explorer(Judge judge, ImmutableArray<Operation> alphabet)
        : this([judge], alphabet)
    {
    }

    /// <summary>The same with a thread for each judge; they judge equal systems by the same rules.</summary>
    public Explorer(IReadOnlyList<Judge> judges, ImmutableArray<Operation> alphabet)
    {
        this.judges = judges;
        this.alphabet = alphabet;
    }

    /// <summary>States stored so far.</summary>
    public int States => search?.States ?? 0;

    /// <summary>Transitions done so far.</summary>
    public long Transitions => search?.Transitions ?? 0;

    /// <summary>Searches every state within the limits.</summary>
    public Exploration Run(SearchLimits limits) => Search(limits, null);

    /// <summary>
    /// The shortest trace on which the judge's rules are first violated by an operation of kind <paramref name="wanted"/>; null when there is
    /// none within the limits. Nothing after another violation is searched.
    /// </summary>
    public Trace? FirstViolation(SearchLimits limits, Trigger wanted, out Exploration explored)
    {
        explored = Search(limits, wanted);
        return search!.Found is { } moves ? TraceOf(moves) : null;
    }

    private Exploration Search(SearchLimits limits, Trigger? wanted)
    {
        search = new GraphSearch<ExplorerNote>([.. judges.Select(judge => new ExplorerWalker(judge, alphabet, wanted, () => found))], Note);
        search.Run(limits);
        return new Exploration(search.States, search.Transitions, deadEnds, search.Depth, search.IsComplete, caps.ToImmutableSortedDictionary(),
            [.. violations], [.. judges[0].Rules.Where((_, i) => witnessed.Has(i)).Select(rule => rule.Id)], taken)
        {
            IsOutOfMemory = search.IsOutOfMemory,
            StateBits = search.StateBits,
            Bytes = search.Bytes,
        };
    }

    private void Note(int state, int move, ExplorerNote note)
    {
        witnessed |= note.Witnessed;
        taken |= note.Taken;
        if (note.Cap is { } cap)
            caps[cap] = caps.GetValueOrDefault(cap) + 1;
        else if (note.IsDeadEnd)
            deadEnds++;
        var violated = note.Violated & ~found;
        if (violated.IsEmpty)
            return;
        found |= violated;
        var trace = TraceOf([.. search!.PathTo(state), move]);
        foreach (var rule in violated)
            violations.Add(new FirstViolation(judges[0].Rules[rule], trace));
    }

    private Trace TraceOf(IEnumerable<int> moves) => new(judges[0].System.Scope, [.. moves.Select(move => alphabet[move])]);
}
