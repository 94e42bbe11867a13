using ApSpec.Search.Causes;

namespace ApSpec.Search.Review;

/// <summary>A cause of one of two drivers, and what the change between them does to it.</summary>
/// <param name="Kind">What the change does.</param>
/// <param name="Cause">The cause, of the driver after the change; of the driver before it when mended, or found only there.</param>
/// <param name="Note">How a changed cause changed; else null.</param>
public sealed record CauseChange(ChangeKind Kind, Cause Cause, string? Note = null);
