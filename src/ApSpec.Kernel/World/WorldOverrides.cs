using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>
/// The attribute driver_override of queues (7.2 and later: drivers/s390/crypto/ap_queue.c driver_override_store, ap_bus.c), the same
/// around a model and around a compiled driver.
/// </content>
public sealed partial class World
{
    internal QueueOverride OverrideOf(int queue) => (QueueOverride)Get(Layout.Observation.Queues[queue].Override);

    /// <summary>True while a write of apmask or aqmask ends with -EINVAL (ap_driver_override_ctr).</summary>
    internal bool IsOverrideInUse
    {
        get
        {
            if (!Scope.Has(Features.Override))
                return false;
            if (Get(Layout.Observation.World.OverrideLeft) != 0)
                return true;
            foreach (var queue in Observe().UsedQueues)
            {
                if (OverrideOf(queue) != QueueOverride.None)
                    return true;
            }

            return false;
        }
    }

    // ap_apmask_aqmask_in_use
    private bool AreMasksInUse => Get(Layout.Observation.World.ApmaskHost) != Ids.AllAdapters || !Get(Layout.Observation.World.AqmaskFree).IsEmpty;

    /// <summary>
    /// True when the host's drivers own the queue (ap_owned_by_def_drv). With a driver_override, the bound driver decides. Without one, or without
    /// a driver, the masks decide.
    /// </summary>
    internal bool IsOwnedByHost(int queue) => OverrideOf(queue) != QueueOverride.None && DriverOf(queue) is var bound and not QueueDriver.None
        ? bound == QueueDriver.Host
        : IsReservedForHost(queue);

    /// <summary>Writes a queue's driver_override.</summary>
    internal StepResult Override(in Operation op)
    {
        var queue = Ids.QueueOf(op.Apqn);
        if (!IsInHostConfig(queue))
            return StepResult.NotPossible($"{op.Apqn} is not in the host configuration");
        if (AreMasksInUse)
            return StepResult.Of(Errno.EINVAL);
        if (OverrideOf(queue) == op.Override)
            return StepResult.NotPossible($"the driver_override of {op.Apqn} has this value already");
        Set(Layout.Observation.Queues[queue].Override, (uint)op.Override);
        return StepResult.Ok;
    }

    /// <summary>A queue device is removed with its driver_override; the bus's counter is not decremented. False when it had none.</summary>
    internal bool LoseOverride(int queue)
    {
        if (OverrideOf(queue) == QueueOverride.None)
            return false;
        Set(Layout.Observation.Queues[queue].Override, (uint)QueueOverride.None);
        Set(Layout.Observation.World.OverrideLeft, 1);
        return true;
    }
}
