using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Sums up a lock step: the stretches of each scope in the order of their seeds, one scope after the other.</summary>
public sealed class LockStepTally
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly SortedSet<OperationKind> kinds = [];
    private readonly SortedSet<string> leftOut = new(StringComparer.Ordinal);

    /// <summary>Traces on which the two agreed, also those cut short.</summary>
    public long Agreed { get; private set; }

    /// <summary>Operations that both did.</summary>
    public long Steps { get; private set; }

    /// <summary>Traces cut short without a verdict, counted by reason.</summary>
    public ImmutableSortedDictionary<string, long> CutBy { get; private set; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Kinds of the operations that both did.</summary>
    public IReadOnlySet<OperationKind> Kinds => kinds;

    /// <summary>Operations that only one of the two supports.</summary>
    public IReadOnlySet<string> LeftOut => leftOut;

    /// <summary>Different traces that were told, in all scopes.</summary>
    public int Differences { get; private set; }

    /// <summary>Those of the scope.</summary>
    public int DifferencesOfScope => known.Count;

    /// <summary>True when the scope has shown so many differences that no more of its seeds count.</summary>
    public bool IsScopeOver => known.Count == LockStepRange.DifferencesMax;

    /// <summary>The stretches from here on are of another scope.</summary>
    public void BeginScope() => known.Clear();

    /// <summary>Adds a stretch. Returns its difference, unless the scope has shown the same before.</summary>
    public LockStepFound? Add(LockStepStretch stretch)
    {
        if (IsScopeOver)
            return null;
        Agreed += stretch.Agreed;
        Steps += stretch.Steps;
        CutBy = CutReasons.Sum([CutBy, stretch.CutBy]);
        kinds.UnionWith(stretch.Kinds);
        leftOut.UnionWith(stretch.LeftOut);
        if (stretch.Found is not { } found || !known.Add(found.Trace.ToString()))
            return null;
        Differences++;
        return found;
    }
}
