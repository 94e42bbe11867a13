using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>
/// Walks one state of each set of states that differ by an exchange of like objects, and counts for how many it stands. That objects are alike is not
/// believed: in the first states, and in some of all others, each operation is done in an exchanged state, too, and must do the same.
/// </summary>
internal sealed class AlikeWalker : IGraphWalker<ExplorerNote>
{
    private const int FirstMax = 1_000;
    private const int Sampled = 16;
    private readonly ExplorerWalker walker;
    private readonly ISystem system;
    private readonly ImmutableArray<Operation> alphabet;
    private readonly StateSymmetry symmetry;
    private readonly (int Exchange, Likes Likes, int[] Moves)[] checks;
    private readonly ulong[] after;
    private readonly ulong[] mirrored;
    private readonly ulong[] expected;
    private int number;
    private bool isTried;
    private IPaths? paths;

    public AlikeWalker(ExplorerWalker walker, ISystem system, Alike alike, ImmutableArray<Operation> alphabet)
    {
        this.walker = walker;
        this.system = system;
        this.alphabet = alphabet;
        symmetry = new StateSymmetry(system.Scope, alike.Likes, alike.Fields, walker.StateWords);
        after = new ulong[walker.StateWords];
        mirrored = new ulong[walker.StateWords];
        expected = new ulong[walker.StateWords];
        var places = alphabet.Select((operation, i) => (operation, i)).ToDictionary(one => one.operation, one => one.i);
        checks = [.. symmetry.Exchanges.Select((exchange, i) => (i, exchange)).Where(one => one.exchange.IsOfNeighbours)
            .Select(one => (one.i, one.exchange.Likes, alphabet.Select(operation => places.GetValueOrDefault(one.exchange.Map(operation), -1)).ToArray()))];
    }

    public int StateWords => walker.StateWords;

    public int Moves => walker.Moves;

    public int Weight { get; private set; }

    /// <summary>Of the first <paramref name="walked"/> states, those in which operations are done in an exchanged state, too.</summary>
    public static long TriedOf(int walked) => Math.Min(walked, FirstMax) + Math.Max(0, ((walked - 1) / Sampled) - ((FirstMax - 1) / Sampled));

    public void Begin(Span<ulong> first)
    {
        walker.Begin(first);
        symmetry.Canonicalize(first);
    }

    public void BeginPart() => walker.BeginPart();

    public void Enter(ReadOnlySpan<ulong> state, int number, IPaths paths)
    {
        walker.Enter(state, number, paths);
        (this.number, this.paths) = (number, paths);
        Weight = symmetry.OrbitOf(state);
        isTried = checks.Length > 0 && (number < FirstMax || number % Sampled == 0);
    }

    public MoveEnd Move(ReadOnlySpan<ulong> state, int move, Span<ulong> next, List<(int Move, ExplorerNote Note)> notes)
    {
        if (isTried)
            Try(state, move);
        var noted = notes.Count;
        var end = walker.Move(state, move, next, notes);
        if (end == MoveEnd.None)
            return end;
        if (notes.Count > noted)
            notes[^1] = (move, notes[^1].Note with { Weight = Weight });
        if (end == MoveEnd.Leads)
            symmetry.Canonicalize(next);
        return end;
    }

    private void Try(ReadOnlySpan<ulong> state, int move)
    {
        var own = Do(state, move, after);
        foreach (var (exchange, likes, moves) in checks)
        {
            symmetry.Map(exchange, after, expected);
            symmetry.Map(exchange, state, mirrored);
            if (moves[move] < 0 || !IsSame(own, Do(mirrored, moves[move], mirrored)))
                throw new AsymmetryException(likes, [.. paths!.PathTo(number), move], moves[move] >= 0);
        }
    }

    private bool IsSame(in (StepResult Result, int Signs, bool IsCut) own, in (StepResult Result, int Signs, bool IsCut) other)
    {
        if (own.IsCut || other.IsCut)
            return own.IsCut == other.IsCut;
        return own.Result.Outcome is Outcome.Died or Outcome.Stuck
            ? own.Result == other.Result // nothing after it is searched
            : own == other && mirrored.AsSpan()[..^1].SequenceEqual(expected.AsSpan()[..^1]);
    }

    private (StepResult Result, int Signs, bool IsCut) Do(ReadOnlySpan<ulong> state, int move, Span<ulong> next)
    {
        system.Restore(state[..^1]);
        var result = system.Apply(alphabet[move]) with { Reason = null };
        system.Save(next[..^1]);
        return (result, SignsOf(system), system.CapHit is not null);
    }

    // Faults, lock edges and moments without the objects that they name, in any order.
    private static int SignsOf(ISystem system)
    {
        var signs = 0;
        foreach (ref readonly var fault in system.Faults)
            signs += HashCode.Combine(1, fault.Kind, fault.Function);
        foreach (ref readonly var edge in system.Edges)
            signs += HashCode.Combine(2, edge.From.Class, edge.To.Class, edge.Function);
        foreach (ref readonly var moment in system.Moments)
            signs += HashCode.Combine(3, moment.Kind, moment.Function);
        return signs;
    }
}
