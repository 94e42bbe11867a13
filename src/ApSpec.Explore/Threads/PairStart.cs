using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>A state of the host from which every two calls that can be made are made at once.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trace">What leads to it.</param>
/// <param name="Only">The only era that has it; null for both.</param>
public sealed record PairStart(string Name, Trace Trace, Era? Only);
