namespace ApSpec.RealDriver.Lines;

/// <summary>A place that a patch changes, in the patched tree.</summary>
/// <param name="Line">A line with code; or the changed line itself, when it has no code.</param>
/// <param name="Function">The C function; null for none.</param>
/// <param name="Kind">How it is changed.</param>
/// <param name="HasCode">The line table has code for it; false for a comment, a blank, a declaration, a brace.</param>
public sealed record ChangedPlace(TreeLine Line, string? Function, ChangedKind Kind, bool HasCode);
