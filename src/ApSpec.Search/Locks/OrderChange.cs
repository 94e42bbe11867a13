using ApSpec.Search.Review;

namespace ApSpec.Search.Locks;

/// <summary>What a change does to a cycle in the order of locks.</summary>
/// <param name="Kind">New, mended, or the same as before.</param>
/// <param name="Cycle">The cycle; of the driver before the change when it is mended.</param>
public sealed record OrderChange(ChangeKind Kind, LockCycle Cycle);
