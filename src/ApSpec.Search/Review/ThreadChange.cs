using System.Collections.Immutable;
using ApSpec.Search.Threads;

namespace ApSpec.Search.Review;

/// <summary>What calls at once show on one of two drivers, and what the change between them does to it.</summary>
/// <param name="Kind">What the change does.</param>
/// <param name="Cause">The findings that one trace shows by one schedule, the worst first; of the driver after the change, of the one before it when mended.</param>
public sealed record ThreadChange(ChangeKind Kind, ImmutableArray<ShortestThreads> Cause);
