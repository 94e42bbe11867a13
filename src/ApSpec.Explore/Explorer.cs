using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Explore.Symmetry;
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
    private long deadEndsInAll;
    private long cutOffInAll;

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

    /// <summary>Objects that are taken for each other, so that one state stands for many; null to search every state.</summary>
    public Alike? Alike { get; init; }

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
        var plain = judges.Select(judge => new ExplorerWalker(judge, alphabet, wanted, () => found)).ToArray();
        var alike = Alike is null ? [] : plain.Select((walker, i) => new AlikeWalker(walker, judges[i].System, Alike, alphabet)).ToArray();
        search = new GraphSearch<ExplorerNote>(Alike is null ? plain : alike, Note);
        Asymmetry? asymmetry = null;
        try
        {
            search.Run(limits);
        }
        catch (AsymmetryException shown)
        {
            asymmetry = new Asymmetry(shown.Likes, TraceOf(shown.Moves), shown.HasCounterpart);
        }

        return new Exploration(search.States, search.Transitions, deadEnds, search.Depth, search.IsComplete, caps.ToImmutableSortedDictionary(),
            [.. violations], [.. judges[0].Rules.Where((_, i) => witnessed.Has(i)).Select(rule => rule.Id)], taken)
        {
            IsOutOfMemory = search.IsOutOfMemory,
            Bytes = search.Bytes,
            Alike = Alike?.Likes ?? Likes.None,
            StatesInAll = search.StatesInAll,
            TransitionsInAll = search.TransitionsInAll,
            DeadEndsInAll = deadEndsInAll,
            CutOffInAll = cutOffInAll,
            StatesTried = Alike is null ? 0 : AlikeWalker.TriedOf(search.Walked),
            Asymmetry = asymmetry,
        };
    }

    private void Note(int state, int move, ExplorerNote note)
    {
        witnessed |= note.Witnessed;
        taken |= note.Taken;
        if (note.Cap is { } cap)
            (caps[cap], cutOffInAll) = (caps.GetValueOrDefault(cap) + 1, cutOffInAll + note.Weight);
        else if (note.IsDeadEnd)
            (deadEnds, deadEndsInAll) = (deadEnds + 1, deadEndsInAll + note.Weight);
        var violated = note.Violated & ~found;
        if (violated.IsEmpty)
            return;
        found |= violated;
        var trace = TraceOf([.. search!.PathTo(state), move]);
        foreach (var rule in violated)
            violations.Add(new FirstViolation(judges[0].Rules[rule], trace));
    }

    private Trace TraceOf(IReadOnlyList<int> moves)
    {
        var operations = moves.Select(move => alphabet[move]);
        return new Trace(judges[0].System.Scope, [.. Alike is null ? operations : new AlikePath(judges[0], Alike).Of([.. operations])]);
    }
}
