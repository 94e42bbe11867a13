using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Locks that must be held at points inside a call: HOOK-04, HOOK-05, MASK-18, MDEV-10, LOCK-05, LOCK-06 and EVENT-04; and MASK-19, MASK-21.</summary>
/// <remarks>
/// Before matrix_dev->lock was split, L guards what G and M guard later, so L counts for both. The hook got its own lock earlier, in
/// v5.15. Before v5.15 the hook is written under L, and called without a lock that the driver could take (B5).
/// </remarks>
internal static class InsideCalls
{
    public static bool HookIsWrittenUnderItsLock(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            var its = HasHookLock(step) ? LockClass.Hook : LockClass.Matrix;
            if (moment.Kind != MomentKind.Hook || moment.Holds(its))
                continue;
            evidence = OfGuest(moment, Say.Unlocked($"the hook of k{moment.Subject} changes", LockId.Letter(its), moment));
            return false;
        }

        return true;
    }

    public static bool HookIsCalledUnderItsLock(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.HookCall || !HasHookLock(step) || moment.Holds(LockClass.Hook))
                continue;
            evidence = OfGuest(moment, Say.Unlocked($"the hook of k{moment.Subject} is called", "H", moment));
            return false;
        }

        return true;
    }

    public static bool MasksAreWrittenAlone(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Masks)
                continue;
            var missing = !moment.Holds(LockClass.Kvm) ? Say.Unlocked($"the masks of k{moment.Subject} are written", "K", moment)
                : !moment.AreVcpusOut ? Say.WhileRunning(moment)
                : !moment.RestartsNested ? Say.NestedKeep(moment)
                : null;
            if (missing is null)
                continue;
            evidence = OfGuest(moment, missing);
            return false;
        }

        return true;
    }

    public static bool GuestIsWrittenUnderAllLocks(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Guest || moment.Holds(LockClass.Matrix)
                || (moment.Holds(LockClass.Guests) && moment.Holds(LockClass.Mdevs) && (moment.Holds(LockClass.Kvm) || moment.Named == 0)))
                continue;
            var m = new MdevId((byte)moment.Subject);
            evidence = new Evidence(EvidenceColumn.Locks, m, Text: Say.Unlocked($"kvm of {m} changes",
                step.After.Layout.Era == Era.Notifier ? "L" : "all of G, K and M", moment));
            return false;
        }

        return true;
    }

    public static bool ListIsUsedUnderItsLock(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.List || moment.Holds(LockClass.Matrix) || moment.Holds(LockClass.Guests))
                continue;
            evidence = new Evidence(EvidenceColumn.Locks, Text: Say.Unlocked("the list of mdevs is used",
                step.After.Layout.Era == Era.Notifier ? "L" : "G", moment));
            return false;
        }

        return true;
    }

    public static bool WaitingIsWrittenUnderM(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Waiting || moment.Holds(LockClass.Mdevs))
                continue;
            evidence = new Evidence(EvidenceColumn.Locks, new MdevId((byte)moment.Subject),
                Text: Say.Unlocked($"what m{moment.Subject} keeps for the end of a bus scan is written", "M", moment));
            return false;
        }

        return true;
    }

    public static bool EventfdIsSignalledUnderM(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Signal || moment.Holds(LockClass.Mdevs))
                continue;
            var name = moment.Eventfd == EventfdIndex.Req ? "request" : "configuration";
            evidence = new Evidence(EvidenceColumn.Locks, new MdevId((byte)moment.Subject),
                Text: Say.Unlocked($"the {name} eventfd of m{moment.Subject} is signalled", "M", moment));
            return false;
        }

        return true;
    }

    public static bool CopyIsTheBus(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Config || moment.IsBusCopy)
                continue;
            evidence = new Evidence(EvidenceColumn.Masks, Text: "the driver's copy of the host configuration is not the bus's");
            return false;
        }

        return true;
    }

    public static bool HostChangeWritesMasksOnce(in Step step, ref Evidence evidence)
    {
        if (!IsHostChange(step))
            return true;
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Masks || WritesOf(step, moment.Subject) == 1)
                continue;
            evidence = new Evidence(EvidenceColumn.Masks, Kvm: new KvmId((byte)moment.Subject),
                Text: Say.WrittenAgain(step.Operation, moment.Subject, WritesOf(step, moment.Subject)));
            return false;
        }

        return true;
    }

    public static bool IsHostChange(in Step step) => step.Operation.Kind is OperationKind.HostAdapterAdd or OperationKind.HostAdapterDel
        or OperationKind.HostDomainAdd or OperationKind.HostDomainDel or OperationKind.HostControlAdd or OperationKind.HostControlDel;

    /// <summary>True when the step has a moment of <paramref name="kind"/>.</summary>
    public static bool Any(in Step step, MomentKind kind)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind == kind)
                return true;
        }

        return false;
    }

    private static int WritesOf(in Step step, ushort guest)
    {
        var writes = 0;
        foreach (ref readonly var moment in step.Moments)
            writes += moment.Kind == MomentKind.Masks && moment.Subject == guest ? 1 : 0;
        return writes;
    }

    private static bool HasHookLock(in Step step) => step.After.Layout.Traits.HasFlag(CoreTraits.HookLock);

    private static Evidence OfGuest(in Moment moment, string text) =>
        new(EvidenceColumn.Locks, Kvm: new KvmId((byte)moment.Subject), Text: text);
}
