using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Which driver may have a queue: by apmask and aqmask, or from 7.2 on by its driver_override.</summary>
internal static class Ownership
{
    /// <summary>True when queues can have a driver_override.</summary>
    public static bool HasOverrides(in Step step) => step.After.Layout.Queues[0].Override.Width > 0;

    /// <summary>True when apmask and aqmask both reserve the queue for the host.</summary>
    public static bool IsReserved(in Observation ledger, int queue)
    {
        var world = ledger.Layout.World;
        var width = ledger.Scope.Domains.Length;
        return world.ApmaskHost.Contains(ledger.Words, queue / width) && !world.AqmaskFree.Contains(ledger.Words, queue % width);
    }

    /// <summary>True when the host owns the queue, so that no mdev can get it. With a driver_override, the bound driver decides.</summary>
    public static bool IsOfHost(in Observation ledger, int queue) =>
        OverrideOf(ledger, queue) != QueueOverride.None && ledger.DriverOf(queue) is var bound and not QueueDriver.None
            ? bound == QueueDriver.Host
            : IsReserved(ledger, queue);

    /// <summary>True when the bus would bind the queue to the host's driver now.</summary>
    public static bool IsForHost(in Observation ledger, int queue) => OverrideOf(ledger, queue) is var name and not QueueOverride.None
        ? name == QueueOverride.Host
        : IsReserved(ledger, queue);

    /// <summary>What the queue's driver_override names.</summary>
    public static QueueOverride OverrideOf(in Observation ledger, int queue) =>
        (QueueOverride)ledger[ledger.Layout.Queues[queue].Override];
}
