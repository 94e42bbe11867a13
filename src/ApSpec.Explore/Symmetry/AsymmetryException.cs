namespace ApSpec.Explore.Symmetry;

/// <summary>Objects that were taken for each other are not alike: a move does another thing in the exchanged state.</summary>
internal sealed class AsymmetryException(Likes likes, IReadOnlyList<int> moves, bool hasCounterpart) : Exception($"{likes} are not alike")
{
    /// <summary>Their kind.</summary>
    public Likes Likes { get; } = likes;

    /// <summary>False when no move that is tried is the exchanged one.</summary>
    public bool HasCounterpart { get; } = hasCounterpart;

    /// <summary>The moves of the search whose last shows it.</summary>
    public IReadOnlyList<int> Moves { get; } = moves;
}
