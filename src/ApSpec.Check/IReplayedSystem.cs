namespace ApSpec.Check;

/// <summary>
/// A system whose state is more than the words of a snapshot: a state is come back to by running the operations that led to it.
/// One state can be marked, and is come back to at once.
/// </summary>
public interface IReplayedSystem : ISystem
{
    /// <summary>Remembers the state as it is now, in place of the one marked before.</summary>
    void Mark();

    /// <summary>Back to the marked state.</summary>
    void Return();
}
