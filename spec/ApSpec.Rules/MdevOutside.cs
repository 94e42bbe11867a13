using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>MDEV-13: an open mdev is not removed. MDEV-14: open and close leave matrix and shadow as they are.</summary>
internal static class MdevOutside
{
    public static bool GoesOnlyWhenClosed(in Step step, ref Evidence evidence)
    {
        // The hostile profile removes an open mdev, which the core never does: not the driver's fault.
        if (step.Scope.Profile == Profile.Hostile)
            return true;
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            // A waiting removal goes on after the last close, so a close counts descriptors afterwards, any other call before.
            var opens = (int)(step.Operation.Kind == OperationKind.Release ? step.After : step.Before)[step.After.Layout.Mdevs[m.Value].Opens];
            if (opens == 0 || step.Before.LifeOf(m) != MdevLife.Live || step.After.LifeOf(m) == MdevLife.Live)
                continue;
            evidence = new Evidence(EvidenceColumn.State, m, Text: Say.GoneWhileOpen(m, opens));
            return false;
        }

        return true;
    }

    public static bool OpenAndCloseKeepTheRest(in Step step, ref Evidence evidence)
    {
        if (step.Operation.Kind is not (OperationKind.Open or OperationKind.Release))
            return true;
        var before = step.Before;
        var after = step.After;
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var f = after.Layout.Mdevs[m.Value];
            if (before.LifeOf(m) != MdevLife.Live || after.LifeOf(m) != MdevLife.Live)
                continue; // a waiting removal went on after this close
            var name = before[f.Apm] != after[f.Apm] || before[f.Aqm] != after[f.Aqm] || before[f.Adm] != after[f.Adm] ? "matrix"
                : before[f.ShadowApm] != after[f.ShadowApm] || before[f.ShadowAqm] != after[f.ShadowAqm]
                    || before[f.ShadowAdm] != after[f.ShadowAdm] ? "shadow"
                : null;
            if (name is null)
                continue;
            evidence = new Evidence(EvidenceColumn.Masks, m, Text: Say.ChangedBy(step.Operation, $"the {name} of {m}"));
            return false;
        }

        foreach (var queue in step.Touched.Queues)
        {
            var f = after.Layout.Queues[queue];
            if (before[f.Link] == after[f.Link] && before[f.Table] == after[f.Table])
                continue;
            if (before.MdevAt(f.Link) is { } m && after.LifeOf(m) != MdevLife.Live)
                continue;
            evidence = new Evidence(EvidenceColumn.Queue, before.MdevAt(f.Link), Queue: queue,
                Text: Say.ChangedBy(step.Operation, $"the mdev that {Say.Queue(step.Scope, queue)} names"));
            return false;
        }

        return true;
    }

    public static bool IsOpenedOrClosedWithQueues(in Step step) =>
        step.Operation.Kind == OperationKind.Release && step.Result.IsSuccess && Premises.HasQueues(step.After, step.Operation.Mdev);
}
