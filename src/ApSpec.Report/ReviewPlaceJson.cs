namespace ApSpec.Report;

/// <summary>A place of the source, in a review's JSON.</summary>
/// <param name="Function">The C function.</param>
/// <param name="File">Its file in the tree; null when that is not known.</param>
/// <param name="Line">The first line at which the call takes another path than a correct one.</param>
public sealed record ReviewPlaceJson(string Function, string? File, int Line);
