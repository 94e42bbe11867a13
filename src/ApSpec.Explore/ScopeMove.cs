namespace ApSpec.Explore;

/// <summary>A move of a <see cref="ScopeGraph"/>.</summary>
/// <param name="Target">The number of the state that it leads to, or <see cref="ScopeGraph.Nowhere"/>.</param>
/// <param name="Move">The place of the operation in the alphabet.</param>
/// <param name="Sort">For <see cref="ScopeGraph.SortAt"/>.</param>
internal readonly record struct ScopeMove(int Target, ushort Move, ushort Sort);
