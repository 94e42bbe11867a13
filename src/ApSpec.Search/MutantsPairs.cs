using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Explore.Graph;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// Runs the revision and a mutant side by side through every trace of a scope, breadth first, until a rule notices the mutant. The trace
/// is then as short as possible.
/// </summary>
internal sealed class MutantsPairs : IGraphWalker<bool>
{
    private readonly MutantsBench bench;
    private readonly MutantsRun own;
    private readonly MutantsRun mutant;
    private readonly ImmutableArray<Operation> alphabet;
    private readonly int half;
    private IPaths? paths;
    private int here;
    private MutantsNotice? notice;

    public MutantsPairs(MutantsBench bench, Scope scope)
    {
        this.bench = bench;
        (own, mutant) = bench.Run(scope);
        alphabet = Alphabet.Of(scope, bench.Revision.Era);
        half = own.Judge.StateWords;
    }

    /// <inheritdoc/>
    public int StateWords => 2 * half;

    /// <summary>Operations tried in each state.</summary>
    public int Moves => alphabet.Length;

    /// <summary>A shortest trace with an observable difference; null when there was none.</summary>
    public Trace? Difference { get; private set; }

    /// <summary>True when every trace up to the limit of depth was seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Searches; null when no rule notices the mutant within the limits.</summary>
    public MutantsNotice? Run(SearchLimits limits)
    {
        var search = new GraphSearch<bool>([this], (_, _, _) => { });
        search.Run(limits);
        IsComplete = search.IsComplete || search.Depth == limits.DepthMax;
        return search.Found is null ? null : notice;
    }

    /// <inheritdoc/>
    public void Begin(Span<ulong> first)
    {
        own.Begin();
        mutant.Begin();
        Save(first);
    }

    /// <inheritdoc/>
    public void Enter(ReadOnlySpan<ulong> state, int number, IPaths paths) => (here, this.paths) = (number, paths);

    /// <inheritdoc/>
    public MoveEnd Move(ReadOnlySpan<ulong> state, int move, Span<ulong> next, List<(int Move, bool Note)> notes)
    {
        Restore(state);
        own.Forget();
        mutant.Forget();
        if (!own.Apply(alphabet[move], 0, out var ownResult) || !mutant.Apply(alphabet[move], 0, out var result))
            return MoveEnd.Last;
        if (Difference is null && own.Print != mutant.Print)
            Difference = TraceOf(move);
        if (IsNews())
        {
            notice = bench.Notice(TraceOf(move));
            if (notice is not null)
                return MoveEnd.Found;
            Restore(state); // the systems were used to run the trace from its start
            own.Apply(alphabet[move], 0, out _);
            mutant.Apply(alphabet[move], 0, out _);
        }

        if (ownResult.Outcome == Outcome.NotPossible && result.Outcome == Outcome.NotPossible)
            return MoveEnd.None;
        if (ownResult.Outcome is not (Outcome.Returned or Outcome.NotPossible) || result.Outcome is not (Outcome.Returned or Outcome.NotPossible))
            return MoveEnd.Last;
        Save(next);
        return MoveEnd.Leads;
    }

    private void Restore(ReadOnlySpan<ulong> state)
    {
        own.Judge.Restore(state[..half]);
        mutant.Judge.Restore(state[half..]);
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

    private void Save(Span<ulong> state)
    {
        own.Judge.Save(state[..half]);
        mutant.Judge.Save(state[half..]);
    }

    private Trace TraceOf(int move) => new(own.Judge.System.Scope, [.. paths!.PathTo(here).Select(one => alphabet[one]), alphabet[move]]);
}
