using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Run;

/// <summary>Loads and stores that threads are about to make.</summary>
internal static class AccessPlaces
{
    private const string Load = "load";

    /// <summary>The threads whose next access is of the memory that the next one of <paramref name="thread"/> is of, one of them to write, and what tells the two places apart from others.</summary>
    public static IEnumerable<(int Other, ulong Pair)> RacingWith(DriverThread[] all, int thread, DriverCalls calls)
    {
        if (all[thread].NextAccess is not { } mine)
            yield break;
        for (var other = 0; other < all.Length; other++)
        {
            if (other != thread && all[other].NextAccess is { } theirs && AreRacing(mine, theirs, calls))
                yield return (other, PairOf(mine, theirs));
        }
    }

    // The same memory, and one writes.
    private static bool AreRacing(in NativeRequest one, in NativeRequest other, DriverCalls calls) =>
        one.At < other.At + other.Size && other.At < one.At + one.Size && !(calls.TextOf(one.What) == Load && calls.TextOf(other.What) == Load);

    // Whichever comes first.
    private static ulong PairOf(in NativeRequest one, in NativeRequest other)
    {
        var (first, second) = (PlaceOf(one), PlaceOf(other));
        return first < second ? (first * 0x9e3779b97f4a7c15) ^ second : (second * 0x9e3779b97f4a7c15) ^ first;
    }

    private static ulong PlaceOf(in NativeRequest request) => ((ulong)request.PointFunction << 20) ^ ((ulong)request.Line << 44) ^ request.Pc;
}
