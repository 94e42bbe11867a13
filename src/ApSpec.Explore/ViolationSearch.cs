using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>The end of a breadth-first search for the first violation of one rule by one kind of operation.</summary>
/// <param name="Found">A shortest trace that ends with it; null when none was met.</param>
/// <param name="States">Different states met, the initial one included.</param>
/// <param name="Depth">The number of operations within which every trace was tried.</param>
/// <param name="IsComplete">True when no state was left.</param>
/// <param name="IsOutOfMemory">True when the search stopped for lack of memory.</param>
public sealed record ViolationSearch(Trace? Found, int States, int Depth, bool IsComplete, bool IsOutOfMemory)
{
    /// <summary>True when there is no trace of that length, or of less, that ends with such a violation.</summary>
    public bool HasTried(int length) => IsComplete || Depth >= length;
}
