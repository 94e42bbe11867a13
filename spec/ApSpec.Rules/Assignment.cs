using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>MASK-08 to MASK-10 and MASK-22: what may be assigned, and who changes a matrix.</summary>
internal static class Assignment
{
    public static bool IsWithinTheMachine(in Step step, ref Evidence evidence)
    {
        if (!step.Result.IsSuccess || !IsAboveTheMachine(step))
            return true;
        evidence = new Evidence(EvidenceColumn.Masks, step.Operation.Mdev,
            Text: Say.Accepted(step.Operation, "the id is above the machine's maximum"));
        return false;
    }

    public static bool IsAboveTheMachine(in Step step) => step.Operation.Kind switch
    {
        OperationKind.AssignAdapter => step.Operation.Apid.Value > step.Scope.ApmMax,
        OperationKind.AssignDomain or OperationKind.AssignControlDomain => step.Operation.Apqi.Value > step.Scope.AqmMax,
        _ => false,
    };

    public static bool IsNotReserved(in Step step, ref Evidence evidence)
    {
        var mdevs = step.Operation.Kind is OperationKind.ApmaskAdd or OperationKind.AqmaskAdd
            ? Reach.AllMdevs(step)
            : step.Touched.Mdevs;
        for (; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (Ownership.HasOverrides(step))
            {
                if (GotNoQueueOfHost(step, m, ref evidence))
                    continue;
                return false;
            }

            var fields = step.After.Layout.Mdevs[m.Value];
            var world = step.After.Layout.World;
            var adapters = step.After[fields.Apm] & step.After[world.ApmaskHost];
            var domains = step.After[fields.Aqm].AndNot(step.After[world.AqmaskFree]);
            if (adapters.IsEmpty || domains.IsEmpty || step.After.LifeOf(m) != MdevLife.Live || step.After.IsBusy(m))
                continue;
            evidence = Reserved(step, m, adapters, domains);
            return false;
        }

        return true;
    }

    // A queue with a driver_override can go to the host by an unbind or a bind while it is assigned: the kernel does not ask vfio_ap then.
    // So only a step that writes a mask or a matrix is judged.
    private static bool GotNoQueueOfHost(in Step step, MdevId m, ref Evidence evidence)
    {
        if (!(QueueLinks.IsReservation(step) || Writes.IsWrite(step.Operation.Kind)) || step.After.LifeOf(m) != MdevLife.Live || step.After.IsBusy(m))
            return true;
        foreach (var queue in MaskQueues.Of(step.After, m))
        {
            if (!IsTakenFromHost(step.After, m, queue) || IsTakenFromHost(step.Before, m, queue))
                continue;
            evidence = new Evidence(EvidenceColumn.Masks, m, Queue: queue,
                Text: Say.InMatrix(m, Say.Queue(step.Scope, queue), "is the host's"));
            return false;
        }

        return true;
    }

    private static bool IsTakenFromHost(in Observation ledger, MdevId m, int queue) =>
        Queues.IsIn(ledger, m, queue) && Ownership.IsOfHost(ledger, queue);

    public static bool IsRefusedForHostAlone(in Step step, ref Evidence evidence)
    {
        if (!IsRefusedForHost(step))
            return true;
        var (adapters, domains, _) = Writes.Written(step);
        foreach (var queue in new MaskQueues(adapters, domains, step.Scope))
        {
            if (Ownership.IsOfHost(step.Before, queue))
                return true;
        }

        evidence = new Evidence(EvidenceColumn.Result, step.Operation.Mdev, Text: Say.NotOfHost(step.Operation, step.Result));
        return false;
    }

    public static bool IsRefusedForHost(in Step step) =>
        Writes.IsWrite(step.Operation.Kind) && step.Result.Outcome == Outcome.Returned && step.Result.Errno == Errno.EADDRNOTAVAIL;

    public static bool IsTheAdmins(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var f = step.After.Layout.Mdevs[m.Value];
            if (step.Before[f.Apm] == step.After[f.Apm] && step.Before[f.Aqm] == step.After[f.Aqm]
                && step.Before[f.Adm] == step.After[f.Adm])
                continue;
            if ((MayWrite(step.Operation.Kind) && step.Operation.Mdev == m)
                || step.Before.LifeOf(m) != MdevLife.Live || step.After.LifeOf(m) != MdevLife.Live)
                continue;
            evidence = new Evidence(EvidenceColumn.Masks, m, Text: Say.MatrixChanged(m,
                step.Before[f.Apm] != step.After[f.Apm] ? "apm" : step.Before[f.Aqm] != step.After[f.Aqm] ? "aqm" : "adm"));
            return false;
        }

        if (Writes.NotDone(step) is not { } name)
            return true;
        evidence = new Evidence(EvidenceColumn.Masks, step.Operation.Mdev, Text: Say.NotWritten(step.Operation, name));
        return false;
    }

    public static bool SomeMdevHasQueues(in Step step)
    {
        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            if (Premises.HasQueues(step.After, Reach.Mdev(mdevs)))
                return true;
        }

        return false;
    }

    // Removal frees the matrix with the mdev.
    private static bool MayWrite(OperationKind kind) =>
        Writes.IsWrite(kind) || kind is OperationKind.Create or OperationKind.Remove;

    private static Evidence Reserved(in Step step, MdevId m, in ApMask adapters, in ApMask domains)
    {
        var queue = Queues.First(adapters, domains, step.Scope);
        return new Evidence(EvidenceColumn.Masks, m, Queue: queue,
            Text: Say.InMatrix(m, Say.Queue(step.Scope, queue), "is reserved for the host"));
    }
}
