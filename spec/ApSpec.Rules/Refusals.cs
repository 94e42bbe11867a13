using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// CALL-04: which error a call on the driver may return, and what has to be so for it. Numbers that do not parse are USER-02's, ioctls
/// with odd fields USER-05's, -EADDRNOTAVAIL is MASK-22's; what VFIO, KVM or the bus refuses before the driver is asked is not judged.
/// </summary>
internal static class Refusals
{
    public static bool HaveAReason(in Step step, ref Evidence evidence)
    {
        if (!AreJudged(step) || Stands(step))
            return true;
        evidence = new Evidence(EvidenceColumn.Result, step.Operation.Mdev, Text: Say.NoReason(step.Operation, step.Result));
        return false;
    }

    public static bool AreJudged(in Step step) =>
        step.Result.IsFailure && step.Result.Errno != Errno.Ok && !IsRemoving(step) && (Writes.IsWrite(step.Operation.Kind)
            || step.Operation.Kind is OperationKind.Create or OperationKind.Open or OperationKind.Reset or OperationKind.GetInfo
                or OperationKind.SetIrq
            // Until its scan has come to a queue, the bus has no device to bind.
            || (step.Operation.Kind == OperationKind.Bind && !BusScan.IsUnderWay(step.Before)));

    private static bool Stands(in Step step)
    {
        var op = step.Operation;
        var errno = step.Result.Errno;
        if (errno == Errno.ENOMEM)
            return op.Fail is FailPoint.Alloc or FailPoint.Register or FailPoint.Sysfs;
        if (Writes.IsWrite(op.Kind))
            return NumberText.ErrorOf(op) is not null || WriteStands(step, errno);
        return op.Kind switch
        {
            OperationKind.Create => errno == Errno.EUSERS && step.Before[step.Before.Layout.World.Instances] >= InstancesMax(step.Scope),
            OperationKind.Open => OpenStands(step, errno),
            // A queue that could not be reset: what the hardware answered then is not in the ledger.
            OperationKind.Reset => step.Scope.Has(Features.Hw) && errno is Errno.EIO or Errno.EBUSY or Errno.ENODEV,
            OperationKind.GetInfo => errno == Errno.EINVAL && op.Fail == FailPoint.Argsz,
            OperationKind.SetIrq => SetIrqStands(op, errno),
            _ => false,
        };
    }

    private static bool WriteStands(in Step step, Errno errno) => errno switch
    {
        Errno.ENODEV => IsAbove(step),
        Errno.EADDRNOTAVAIL => true,
        Errno.EADDRINUSE => SharesAQueue(step),
        _ => false,
    };

    private static bool IsAbove(in Step step) => step.Operation.Kind switch
    {
        OperationKind.AssignAdapter or OperationKind.UnassignAdapter => step.Operation.Apid.Value > step.Scope.ApmMax,
        OperationKind.ApConfig => true,
        _ => step.Operation.Apqi.Value > step.Scope.AqmMax,
    };

    // What the write asks for has a queue that another mdev has.
    private static bool SharesAQueue(in Step step)
    {
        var (adapters, domains, _) = Writes.Written(step);
        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var fields = step.Before.Layout.Mdevs[m.Value];
            if (m != step.Operation.Mdev && step.Before.LifeOf(m) != MdevLife.Absent
                && !(step.Before[fields.Apm] & adapters).IsEmpty && !(step.Before[fields.Aqm] & domains).IsEmpty)
                return true;
        }

        return false;
    }

    private static bool OpenStands(in Step step, Errno errno)
    {
        var op = step.Operation;
        if (step.Scope.Has(Features.Descriptors))
            return true; // VFIO refuses by the state of groups and containers, which is not in the ledger
        if (errno == Errno.ENODEV)
            return op.Fail == FailPoint.Module;
        if (step.Before.KvmAt(step.Before.Layout.Mdevs[op.Mdev.Value].GroupKvm) is not { } k)
            return errno == Errno.EINVAL;
        return errno == Errno.EPERM && step.Before[step.Before.Layout.Kvms[k.Value].Hook] != 0;
    }

    private static int InstancesMax(Scope scope) => scope.Instances == 0 ? scope.Mdevs : scope.Instances;

    // Before 6.16 there is no eventfd for changes of the configuration, before 6.12 none at all.
    private static bool SetIrqStands(in Operation op, Errno errno) => errno switch
    {
        Errno.EBADF => op.Action == EventfdAction.Bad,
        Errno.EINVAL => op.Action == EventfdAction.Bad || op.Eventfd == EventfdIndex.Cfg,
        Errno.EOPNOTSUPP => true,
        _ => false,
    };

    private static bool IsRemoving(in Step step) =>
        step.Before.Layout.Mdevs[step.Operation.Mdev.Value].Removing is { Width: > 0 } removing && step.Before[removing] != 0;
}
