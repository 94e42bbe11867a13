using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>An AP bus scan (drivers/s390/crypto/ap_bus.c ap_scan_bus) between whose steps other calls run: compiled drivers alone have it.</content>
public sealed partial class World
{
    /// <summary>Why a model does not scan step by step.</summary>
    internal const string ScansAtOnce = "the modelled AP bus does a scan at once";

    /// <summary>The thread whose scan is under way; 0 for none.</summary>
    internal byte ScanThread
    {
        get => (byte)Get(Layout.Observation.World.Scan);
        set => Set(Layout.Observation.World.Scan, value);
    }

    /// <summary>The queue before whose device the scan of an assumed bus waits; the number of queues: before it tells the drivers of its end.</summary>
    internal int ScanAt
    {
        get => (int)Get(Layout.ScanAt);
        set => Set(Layout.ScanAt, (uint)value);
    }

    /// <summary>
    /// Why a scan cannot begin, or a call that needs none under way be made: there is one at a time, and who wants another waits for ap_scan_bus_mutex.
    /// Null when it can.
    /// </summary>
    internal string? ScanRefusal() => ScanThread is not 0 and var thread ? RefusalText.Of($"t{thread} is in the scan of the AP bus: another one waits for it") : null;

    /// <summary>True when a queue has no device: it is not in the host configuration, or not yet.</summary>
    internal bool IsAbsent(int queue) => Layout.Queues[queue].IsAbsent is { Width: > 0 } field && Get(field) != 0;
}
