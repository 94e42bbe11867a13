namespace ApSpec.Explore.Graph;

/// <summary>Makes the moves of a state graph for one thread of a search. Every walker of a search makes the same.</summary>
/// <typeparam name="TNote">What it tells of a move.</typeparam>
public interface IGraphWalker<TNote>
{
    /// <summary>Words of a state.</summary>
    int StateWords { get; }

    /// <summary>Moves that are tried in each state.</summary>
    int Moves { get; }

    /// <summary>The state in which a search begins.</summary>
    void Begin(Span<ulong> first);

    /// <summary>For how many states the one that was entered stands.</summary>
    int Weight => 1;

    /// <summary>Some states follow, none of them before those it had.</summary>
    void BeginPart()
    {
    }

    /// <summary>Enters a state, the search's number <paramref name="number"/>, in which moves follow.</summary>
    void Enter(ReadOnlySpan<ulong> state, int number, IPaths paths);

    /// <summary>Makes a move in a state that was entered; <paramref name="next"/> takes the state it leads to.</summary>
    MoveEnd Move(ReadOnlySpan<ulong> state, int move, Span<ulong> next, List<(int Move, TNote Note)> notes);
}
