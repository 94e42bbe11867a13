using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>The parts of the AP bus and the machine that are the same in both eras and around a compiled driver.</content>
public sealed partial class World
{
    private readonly int[] busOrder;

    internal QueueDriver DriverOf(int queue) => (QueueDriver)Get(Layout.Observation.Queues[queue].Driver);

    internal void SetDriver(int queue, QueueDriver driver) => Set(Layout.Observation.Queues[queue].Driver, (uint)driver);

    internal bool IsInHostConfig(int queue) =>
        !Get(Layout.Observation.World.HostApmGone).Contains(queue / Scope.Domains.Length)
        && !Get(Layout.Observation.World.HostAqmGone).Contains(queue % Scope.Domains.Length);

    internal bool IsReservedForHost(int queue) =>
        Get(Layout.Observation.World.ApmaskHost).Contains(queue / Scope.Domains.Length)
        && !Get(Layout.Observation.World.AqmaskFree).Contains(queue % Scope.Domains.Length);

    /// <summary>True when a probe gives the queue to the host's drivers (ap_device_probe): by its driver_override, else by the masks.</summary>
    internal bool GoesToHost(int queue) => OverrideOf(queue) is var name and not QueueOverride.None
        ? name == QueueOverride.Host
        : IsReservedForHost(queue);

    /// <summary>
    /// __ap_revise_reserved(): true when the driver of a queue is not the one that the masks ask for. For a queue without a driver it reads the
    /// driver's flags through a NULL pointer. On s390 that is the lowcore and gives 0, as for a driver that is not the host's.
    /// </summary>
    internal bool IsWithWrongDriver(int queue) =>
        IsInHostConfig(queue) && (DriverOf(queue) == QueueDriver.Host) != GoesToHost(queue);

    /// <summary>
    /// The queues in the order of the bus's list (bus_for_each_dev): by number, but a queue that left the configuration and came back is after all
    /// that were there then.
    /// </summary>
    public int[] BusOrder()
    {
        var (first, last) = (0, busOrder.Length); // those without a rank from the start on, the others from the end
        for (var queue = 0; queue < busOrder.Length; queue++)
            busOrder[BusRankOf(queue) == 0 ? first++ : --last] = queue;
        if (last < busOrder.Length)
            busOrder.AsSpan(last).Sort((a, b) => BusRankOf(a).CompareTo(BusRankOf(b)));

        return Thread.IsScheduled ? [.. busOrder] : busOrder; // another call may ask for it before this one is over
    }

    /// <summary>Adds the queue to the end of the bus's list. To keep ranks unique, the leading queues in ascending order have rank 0.</summary>
    internal void MoveLast(int queue)
    {
        var field = Layout.Queues[queue].BusRank;
        if (field.Width == 0)
            return;
        Set(field, (uint)Scope.Queues);
        var rank = 0u;
        var last = -1;
        foreach (var next in BusOrder())
        {
            if (rank > 0 || next < last)
                rank++;
            Set(Layout.Queues[next].BusRank, rank);
            last = next;
        }
    }

    /// <summary>Why the bus cannot bind or unbind the operation's queue; null when it can.</summary>
    internal string? BindRefusal(in Operation op)
    {
        var queue = Ids.QueueOf(op.Apqn);
        var isBound = DriverOf(queue) != QueueDriver.None;
        if (op.Kind == OperationKind.Unbind)
            return isBound ? null : RefusalText.Of($"{op.Apqn} has no driver");
        if (!IsInHostConfig(queue))
            return RefusalText.Of($"{op.Apqn} is not in the host configuration");
        if (op.Fail == FailPoint.Sysfs && Layout.Observation.Era == Era.Notifier)
            return "in the notifier era a queue has no files of vfio_ap";
        return isBound ? RefusalText.Of($"{op.Apqn} has a driver") : null;
    }

    /// <summary>The mask that an operation on apmask or aqmask changes, and its new value; a text when it has that value already.</summary>
    internal string? RevisedPerms(in Operation op, out MaskField field, out ApMask revised)
    {
        var isAdapter = op.Kind is OperationKind.ApmaskAdd or OperationKind.ApmaskDel;
        field = isAdapter ? Layout.Observation.World.ApmaskHost : Layout.Observation.World.AqmaskFree;
        var place = isAdapter ? Ids.PlaceOf(op.Apid) : Ids.PlaceOf(op.Apqi);
        var set = op.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskDel; // apmask bit on, or aqmask bit off
        return Revised(field, place, set, out revised) ? null : "the mask has this value already";
    }

    /// <summary>The mask of the host configuration that an operation changes, and its new value; a text when it has that value already.</summary>
    internal string? RevisedHost(in Operation op, out MaskField field, out ApMask revised)
    {
        var fields = Layout.Observation.World;
        (field, var place) = op.Kind switch
        {
            OperationKind.HostAdapterAdd or OperationKind.HostAdapterDel => (fields.HostApmGone, Ids.PlaceOf(op.Apid)),
            OperationKind.HostDomainAdd or OperationKind.HostDomainDel => (fields.HostAqmGone, Ids.PlaceOf(op.Apqi)),
            _ => (fields.HostAdmGone, Ids.PlaceOf(op.Apqi)),
        };
        var set = op.Kind is OperationKind.HostAdapterDel or OperationKind.HostDomainDel or OperationKind.HostControlDel;
        return Revised(field, place, set, out revised) ? null : "the host configuration has this value already";
    }

    internal StepResult Machine(in Operation op) => Hardware.Apply(op) is { } refusal
        ? StepResult.NotPossible(refusal)
        : StepResult.Ok;

    internal StepResult Message(in Operation op)
    {
        var queue = Ids.QueueOf(op.Apqn);
        if (op.Kind != OperationKind.Process)
        {
            if (op.Kvm is { } k && !HasVcpu(k))
                return StepResult.NotPossible($"{k} has no vcpu");
            if (op.Kvm is null && DriverOf(queue) != QueueDriver.Host)
                return StepResult.NotPossible($"{op.Apqn} is not bound to the host's driver");
        }

        return Hardware.Message(op, queue, out var code) is { } refusal
            ? StepResult.NotPossible(refusal)
            : op.Kind == OperationKind.Process ? StepResult.Ok : StepResult.Of(code);
    }

    private uint BusRankOf(int queue) => Layout.Queues[queue].BusRank is { Width: > 0 } field ? Get(field) : 0;

    private bool Revised(MaskField field, int place, bool set, out ApMask revised)
    {
        var mask = Get(field);
        revised = set ? mask.With(place) : mask.Without(place);
        return mask.Contains(place) != set;
    }
}
