using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The predicates of family MDEV.</summary>
internal static class MdevState
{
    public static bool OneMdevPerGuest(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.After.KvmOf(m) is not { } k || !Counts(step, m))
                continue;
            for (var others = Reach.AllMdevs(step) & ~(1u << m.Value); others != 0; others &= others - 1)
            {
                var other = Reach.Mdev(others);
                if (step.After.KvmOf(other) != k || !Counts(step, other))
                    continue;
                evidence = new Evidence(EvidenceColumn.State, m, k, Text: Say.BothNameGuest(Min(m, other), Max(m, other), k));
                return false;
            }
        }

        return true;
    }

    public static bool WasRefused(in Step step)
    {
        // In the open_device era the first open attaches: a refused open changes nothing.
        if (step.After.Layout.Lifecycle == Era.OpenDevice && step.Operation.Kind == OperationKind.Open && step.Result.IsFailure
            && step.Before.GroupKvmOf(step.Operation.Mdev) is { } k
            && step.LifecyclesBefore.MdevOf(k) is { } other && other != step.Operation.Mdev)
            return true;
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            if (step.LifecyclesAfter.StateOf(Reach.Mdev(mdevs)) == LifecycleState.Refused)
                return true;
        }

        return false;
    }

    public static bool IsPermitted(in Step step, ref Evidence evidence)
    {
        // The hostile profile removes an open mdev, which the core never does: not the driver's fault.
        if (step.IsPermitted || (step.Scope.Profile == Profile.Hostile && step.Operation.Kind == OperationKind.Remove))
            return true;
        var m = step.Operation.Mdev;
        evidence = new Evidence(EvidenceColumn.State, m,
            Text: Say.NotPermitted(step.Operation, step.Result, step.LifecyclesBefore.StateOf(m)));
        return false;
    }

    public static bool NoGuestLeft(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.After.KvmOf(m) is { } k && step.LifecyclesAfter.KvmOf(m) != k && IsLive(step, m) && !step.After.IsBusy(m))
            {
                evidence = new Evidence(EvidenceColumn.State, m, k, Text: Say.Stash(m, k, step.LifecyclesAfter.KvmOf(m)));
                return false;
            }
        }

        return true;
    }

    public static bool GuestIsNamed(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.LifecyclesAfter.KvmOf(m) is { } k && step.After.KvmOf(m) != k && !step.After.IsBusy(m))
            {
                evidence = new Evidence(EvidenceColumn.State, m, k, Text: Say.Stash(m, step.After.KvmOf(m), k));
                return false;
            }
        }

        return true;
    }

    public static bool ModuleIsBalanced(in Step step, ref Evidence evidence)
    {
        var after = step.After;
        var opens = 0;
        foreach (var fields in after.Layout.Mdevs)
            opens += (int)after[fields.Opens];
        var held = (int)after[after.Layout.World.ModuleRefs];
        if (held == opens || AnyBusy(step))
            return true;
        evidence = new Evidence(EvidenceColumn.References, Text: Say.ModuleRefs(held, opens));
        return false;
    }

    public static bool RemovedIsFreed(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.After.LifeOf(m) == MdevLife.Orphaned && !step.After.IsBusy(m))
            {
                evidence = new Evidence(EvidenceColumn.State, m, Text: Say.NotFreed(m));
                return false;
            }
        }

        return true;
    }

    public static bool InstancesAreBalanced(in Step step, ref Evidence evidence)
    {
        var after = step.After;
        var live = 0;
        foreach (var fields in after.Layout.Mdevs)
            live += after[fields.Life] == (uint)MdevLife.Live ? 1 : 0;
        var taken = (int)after[after.Layout.World.Instances];
        if (taken == live || AnyBusy(step))
            return true;
        evidence = new Evidence(EvidenceColumn.State, Text: Say.Instances(taken, live));
        return false;
    }

    public static bool NoNotifierLeft(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var fields = step.After.Layout.Mdevs[m.Value];
            var group = step.After[fields.GroupNotifier] != 0;
            if ((group || step.After[fields.IommuNotifier] != 0) && step.After[fields.Opens] == 0 && !step.After.IsBusy(m))
            {
                evidence = new Evidence(EvidenceColumn.State, m,
                    Text: Say.Notifier(m, group ? "group" : "IOMMU", "registered, no descriptor is open"));
                return false;
            }
        }

        return true;
    }

    public static bool NotifierIsRegistered(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var fields = step.After.Layout.Mdevs[m.Value];
            if (step.After[fields.Opens] != 0 && step.After[fields.GroupNotifier] == 0 && IsLive(step, m) && !step.After.IsBusy(m))
            {
                evidence = new Evidence(EvidenceColumn.State, m,
                    Text: Say.Notifier(m, "group", "not registered, a descriptor is open"));
                return false;
            }
        }

        return true;
    }

    private static bool IsLive(in Step step, MdevId m) => step.After.LifeOf(m) == MdevLife.Live;

    // The ledger keeps the guest pointer of a freed mdev: count only mdevs that are not freed.
    private static bool Counts(in Step step, MdevId m) =>
        step.After.LifeOf(m) is MdevLife.Live or MdevLife.Orphaned && !step.After.IsBusy(m);

    private static bool AnyBusy(in Step step)
    {
        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            if (step.After.IsBusy(Reach.Mdev(mdevs)))
                return true;
        }

        for (byte k = 0; k < step.After.Layout.Kvms.Length; k++)
        {
            if (step.After.IsBusy(new KvmId(k)))
                return true;
        }

        return false;
    }

    private static MdevId Min(MdevId a, MdevId b) => a.Value < b.Value ? a : b;

    private static MdevId Max(MdevId a, MdevId b) => a.Value < b.Value ? b : a;
}
