using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>
/// A data race, as KCSAN has it: two threads are about to access the same memory, one of them to write, and nothing keeps either of them from going on.
/// </summary>
/// <param name="First">One access.</param>
/// <param name="Second">The other.</param>
/// <param name="Trace">The trace whose schedule leads to where both come next.</param>
public sealed record DataRace(RacingAccess First, RacingAccess Second, Trace Trace)
{
    /// <summary>The race without its lines and calls.</summary>
    public string Sign => string.CompareOrdinal(SignOf(First), SignOf(Second)) <= 0 ? $"{SignOf(First)} / {SignOf(Second)}" : $"{SignOf(Second)} / {SignOf(First)}";

    private static string SignOf(RacingAccess access) => $"{access.What} in {access.Function}";
}
