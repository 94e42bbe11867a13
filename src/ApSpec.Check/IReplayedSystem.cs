namespace ApSpec.Check;

/// <summary>
/// A system with more state than the words of a snapshot. To restore a state, the operations that led to it are run again. A few marked states
/// can be restored at once.
/// </summary>
public interface IReplayedSystem : ISystem
{
    /// <summary>States that can be marked beside the one of <see cref="Mark()"/>.</summary>
    const int PlacesMax = 14;

    /// <summary>A hash of the whole present state.</summary>
    ulong Hash { get; }

    /// <summary>Marks the present state; it replaces the one marked before.</summary>
    void Mark();

    /// <summary>Restores the marked state.</summary>
    void Return();

    /// <summary>Marks the present state at a place, 0 to <see cref="PlacesMax"/> - 1, and returns the mark's name, which no other mark has.</summary>
    long MarkAt(int place);

    /// <summary>Restores a state that was marked at a place; false, and nothing done, when it is not there any more.</summary>
    bool ReturnTo(int place, long mark);
}
