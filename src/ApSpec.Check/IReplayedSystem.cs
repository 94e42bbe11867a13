namespace ApSpec.Check;

/// <summary>
/// A system with more state than the words of a snapshot. To restore a state, the operations that led to it are run again. One marked state
/// can be restored at once.
/// </summary>
public interface IReplayedSystem : ISystem
{
    /// <summary>A hash of the whole present state.</summary>
    ulong Hash { get; }

    /// <summary>Marks the present state; it replaces the one marked before.</summary>
    void Mark();

    /// <summary>Restores the marked state.</summary>
    void Return();
}
