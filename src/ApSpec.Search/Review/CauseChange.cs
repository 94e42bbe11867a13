using ApSpec.Search.Causes;

namespace ApSpec.Search.Review;

/// <summary>A cause of one of two drivers, and what the change between them does to it.</summary>
/// <param name="Kind">What the change does.</param>
/// <param name="Cause">The cause: of the driver before the change when it is mended or was met there alone, else of the one after it.</param>
/// <param name="Note">For one that is changed, how; else null.</param>
public sealed record CauseChange(ChangeKind Kind, Cause Cause, string? Note = null);
