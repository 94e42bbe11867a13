using ApSpec.Vocabulary;

namespace ApSpec.Lifecycle;

/// <summary>
/// Follows the lifecycle of every mdev of a scope through the operations of a trace and their results. It reads only
/// what the VFIO core knows (descriptors, the guest named for a group, whether the device exists) and never a field of
/// the driver: what the driver holds is judged against the state found here. Allocates nothing.
/// </summary>
public sealed class LifecycleTracker(Era era, Scope scope)
{
    private readonly TransitionTable table = LifecycleTable.For(era);
    private readonly bool isNotified = era == Era.Notifier;
    private readonly int mdevs = scope.Mdevs;
    private readonly bool crycbd = scope.Crycbd;

    /// <summary>The transitions taken so far, one bit each at <see cref="TransitionTable.PlaceOf"/>.</summary>
    public ulong Taken { get; private set; }

    /// <summary>
    /// Moves <paramref name="lifecycles"/> by one operation: first by what the operation itself did, then by the guests
    /// that were taken back because their VM was destroyed in its course. False when the machine does not permit what
    /// happened.
    /// </summary>
    public bool Advance(
        ref Lifecycles lifecycles, in Operation op, in StepResult result, in Observation before, in Observation after)
    {
        var isPermitted = true;
        if (op.Kind == OperationKind.Remove && !IsWaiting(op, result, after))
        {
            // The mdev core goes on when the driver's remove fails: the device is gone all the same.
            if (lifecycles.StateOf(op.Mdev) != LifecycleState.Absent && after.LifeOf(op.Mdev) != MdevLife.Live)
            {
                isPermitted = Fire(ref lifecycles, op.Mdev, LifecycleTrigger.Remove, null);
                lifecycles = lifecycles.With(op.Mdev, LifecycleState.Absent);
            }
        }
        else if (result.Outcome == Outcome.Returned && result.Errno == Errno.Ok)
        {
            isPermitted = AdvanceOne(ref lifecycles, op, result, before, after);
        }

        return Settle(ref lifecycles, op, before, after) && isPermitted;
    }

    private bool AdvanceOne(
        ref Lifecycles lifecycles, in Operation op, in StepResult result, in Observation before, in Observation after)
    {
        var m = op.Mdev;
        switch (op.Kind)
        {
            case OperationKind.Create:
                return Fire(ref lifecycles, m, LifecycleTrigger.Create, null);
            case OperationKind.Open:
                return Open(ref lifecycles, m, before, result.IsUnheard);
            case OperationKind.Release:
                return Fire(ref lifecycles, m, Closed(m, after), null);
            case OperationKind.Request or OperationKind.Remove:
                return Fire(ref lifecycles, m, LifecycleTrigger.Request, null);
            case OperationKind.Notify when before.OpensOf(m) == 0: // no notifier is registered: it reaches nobody
                return true;
            case OperationKind.SetKvm or OperationKind.Notify when op.Kvm is null:
                return Fire(ref lifecycles, m, LifecycleTrigger.NullNotify, null);
            case OperationKind.SetKvm or OperationKind.Notify:
                return Name(ref lifecycles, m, op.Kvm!.Value, before);
            default:
                return true;
        }
    }

    // A thread removes an mdev that is open: it waits for the last close.
    private static bool IsWaiting(in Operation op, in StepResult result, in Observation after) =>
        op.Kind == OperationKind.Remove && op.Thread != 0 && result.Outcome == Outcome.Returned && result.Errno == Errno.Ok && after.LifeOf(op.Mdev) == MdevLife.Live;

    private bool Open(ref Lifecycles lifecycles, MdevId m, in Observation before, bool isUnheard)
    {
        var named = before.GroupKvmOf(m);
        if (before.OpensOf(m) == 0)
        {
            if (named is not { } k || IsFree(lifecycles, k))
                return Fire(ref lifecycles, m, LifecycleTrigger.Open, named);
            // A notification cannot fail, an open can: for a guest that has another mdev it must.
            return Fire(ref lifecycles, m, LifecycleTrigger.OpenRefused, null) && (isNotified || !crycbd);
        }

        if (!isNotified || isUnheard)
            return Fire(ref lifecycles, m, LifecycleTrigger.OpenAgain, null);

        // Until v5.14 each open calls the driver, which registers its notifier again; the core then notifies it of the named guest a second time.
        return named is { } again && lifecycles.StateOf(m) != LifecycleState.Attached && IsFree(lifecycles, again)
            ? Fire(ref lifecycles, m, LifecycleTrigger.SetKvm, again)
            : Fire(ref lifecycles, m, LifecycleTrigger.OpenAgain, null);
    }

    private bool Name(ref Lifecycles lifecycles, MdevId m, KvmId k, in Observation before)
    {
        // Whether the guest may have a closed mdev is not checked now: the first open finds out.
        var isGiven = !isNotified || before.OpensOf(m) == 0
            || (lifecycles.StateOf(m) != LifecycleState.Attached && IsFree(lifecycles, k));
        return Fire(ref lifecycles, m, isGiven ? LifecycleTrigger.SetKvm : LifecycleTrigger.SetKvmRefused, k);
    }

    private static LifecycleTrigger Closed(MdevId m, in Observation after) =>
        after.LifeOf(m) != MdevLife.Live ? LifecycleTrigger.ReleaseGone
        : after.OpensOf(m) == 0 ? LifecycleTrigger.ReleaseLast
        : LifecycleTrigger.ReleaseOne;

    // A guest can be attached when it has a crypto control block and no mdev yet.
    private bool IsFree(Lifecycles lifecycles, KvmId k) => crycbd && lifecycles.MdevOf(k) is null;

    // The VM of a named guest was destroyed: kvm_vfio_destroy sends NULL to each of its groups. And a closed mdev is
    // Offered exactly when a guest is named for its group, whatever bare notifies made of it while it was open: only
    // the group's guest is replayed.
    private bool Settle(ref Lifecycles lifecycles, in Operation op, in Observation before, in Observation after)
    {
        var isPermitted = true;
        for (var i = 0; i < mdevs; i++)
        {
            var m = new MdevId((byte)i);
            switch (lifecycles.StateOf(m))
            {
                case LifecycleState.Absent:
                    break;
                case LifecycleState.Created:
                    if (after.GroupKvmOf(m) is { } k)
                        isPermitted &= Fire(ref lifecycles, m, LifecycleTrigger.SetKvm, k);
                    break;
                case LifecycleState.Offered:
                    if (after.GroupKvmOf(m) is null)
                        isPermitted &= Fire(ref lifecycles, m, LifecycleTrigger.NullNotify, null);
                    break;
                default:
                    if (after.GroupKvmOf(m) is null && before.GroupKvmOf(m) is not null && !IsOwn(op, m))
                        isPermitted &= Fire(ref lifecycles, m, LifecycleTrigger.NullNotify, null);
                    break;
            }
        }

        return isPermitted;
    }

    private static bool IsOwn(in Operation op, MdevId m) => op.Mdev == m
        && op.Kind is OperationKind.SetKvm or OperationKind.Notify or OperationKind.Remove or OperationKind.Create;

    private bool Fire(ref Lifecycles lifecycles, MdevId m, LifecycleTrigger trigger, KvmId? k)
    {
        if (!table.TryNext(lifecycles.StateOf(m), trigger, out var to))
            return false;
        var kvm = to == LifecycleState.Attached ? lifecycles.KvmOf(m) ?? k : null;
        if (to == LifecycleState.Attached && kvm is null)
            return false;
        Taken |= 1UL << table.PlaceOf(lifecycles.StateOf(m), trigger);
        lifecycles = lifecycles.With(m, to, kvm);
        return true;
    }
}
