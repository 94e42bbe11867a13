namespace ApSpec.RealDriver.Worker;

/// <summary>A lock that was taken under another, as <see cref="Search.Locks.SeenOrder"/>.</summary>
/// <param name="From">The lock held.</param>
/// <param name="To">The lock taken.</param>
/// <param name="Function">Where it was taken.</param>
/// <param name="HeldAt">Where the other was.</param>
/// <param name="FromText">The text of a held lock of class X.</param>
/// <param name="ToText">That of the one taken.</param>
/// <param name="Held">A bit for each lock held, hexadecimal, since JSON readers round large numbers.</param>
/// <param name="Alone">Those that no reader shares.</param>
/// <param name="IsToShared">The lock was wanted for reading.</param>
/// <param name="Scope">The scope of the trace.</param>
/// <param name="Seed">The seed that draws it.</param>
/// <param name="Length">Its operations.</param>
/// <param name="Trace">The trace; null when the seed draws it.</param>
/// <param name="IsConfirmed">The trace was run again, and showed it.</param>
public sealed record OrderData(
    LockData From, LockData To, string Function, string HeldAt, string FromText, string ToText, string Held, string Alone, bool IsToShared,
    string Scope, ulong Seed, int Length, string? Trace = null, bool IsConfirmed = false);
