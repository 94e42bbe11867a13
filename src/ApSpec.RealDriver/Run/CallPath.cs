using System.Collections.Immutable;

namespace ApSpec.RealDriver.Run;

/// <summary>The functions of the driver that an operation ran, in the order they were entered, with lines.</summary>
internal static class CallPath
{
    /// <summary>One text for each function in <paramref name="files"/> of the tree: <c>vfio_ap_mdev_reset_queue (vfio_ap_ops.c:1890-1920)</c>.</summary>
    public static ImmutableArray<string> Functions(IEnumerable<SourcePlace> places, IReadOnlyCollection<string> files) =>
    [
        .. places.Where(place => place.File is { } file && files.Contains(file))
            .GroupBy(place => (place.Function, place.File))
            .Select(group => (group.Key, First: group.Min(place => place.Line), Last: group.Max(place => place.Line)))
            .Select(row => row.First == row.Last
                ? $"{row.Key.Function} ({row.Key.File}:{row.First})"
                : $"{row.Key.Function} ({row.Key.File}:{row.First}-{row.Last})"),
    ];
}
