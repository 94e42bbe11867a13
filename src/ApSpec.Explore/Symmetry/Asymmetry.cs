using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>What showed that objects are not alike.</summary>
/// <param name="Likes">Their kind.</param>
/// <param name="Trace">A trace that ends otherwise when two of them are exchanged in it.</param>
public sealed record Asymmetry(Likes Likes, Trace Trace);
