namespace ApSpec.RealDriver.Replay;

/// <summary>
/// Where a thread gives way to another: <c>struct apx_stop</c> of Shim/replay/replay.h. Builds of one driver differ in which loads and stores they make, but not in
/// what they call. So loads and stores are not counted, but those of the same bytes since the last call.
/// </summary>
/// <param name="Calls">Points that are calls, up to there.</param>
/// <param name="Before">The last point.</param>
/// <param name="Accesses">Of a load or store: how many like it since the last call, this one with them.</param>
internal sealed record RecordedStop(int Calls, RecordedPoint Before, int Accesses)
{
    // An access to no object: no build stops there.
    private const uint Nowhere = uint.MaxValue;

    /// <summary>The number of the object, in C; 0 when the stop is at a call.</summary>
    public uint Object => !Before.IsAccess ? 0 : Before.Object == 0 ? Nowhere : Before.Object;

    /// <summary>The stop at the last of the points that a thread came by.</summary>
    public static RecordedStop At(IReadOnlyList<RecordedPoint> points)
    {
        var last = points[^1];
        return new RecordedStop(points.Count(point => !point.IsAccess), last,
            last.IsAccess ? points.Reverse().TakeWhile(point => point.IsAccess).Count(point => point.IsLike(last)) : 0);
    }
}
