using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>What showed that objects are not alike.</summary>
/// <param name="Likes">Their kind.</param>
/// <param name="Trace">A trace that ends otherwise when two of them are exchanged in it, or that cannot be made then.</param>
/// <param name="HasCounterpart">False when its last operation with two of them exchanged is none of those that are tried.</param>
public sealed record Asymmetry(Likes Likes, Trace Trace, bool HasCounterpart);
