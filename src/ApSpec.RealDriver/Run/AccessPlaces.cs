using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Run;

/// <summary>Loads and stores that threads are about to make.</summary>
internal static class AccessPlaces
{
    private const string Load = "load";

    /// <summary>True when two are of the same memory, and one writes.</summary>
    public static bool AreRacing(in NativeRequest one, in NativeRequest other, DriverCalls calls) =>
        one.At < other.At + other.Size && other.At < one.At + one.Size && !(calls.TextOf(one.What) == Load && calls.TextOf(other.What) == Load);

    /// <summary>Tells the places of two apart from others, whichever comes first.</summary>
    public static ulong PairOf(in NativeRequest one, in NativeRequest other)
    {
        var (first, second) = (PlaceOf(one), PlaceOf(other));
        return first < second ? (first * 0x9e3779b97f4a7c15) ^ second : (second * 0x9e3779b97f4a7c15) ^ first;
    }

    private static ulong PlaceOf(in NativeRequest request) => ((ulong)request.PointFunction << 20) ^ ((ulong)request.Line << 44) ^ request.Pc;
}
