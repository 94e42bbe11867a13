using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// CALL-02: a call that returned an errno changed nothing. Three things may change all the same: lock-order edges, the core's own record
/// of a group's guest, and the hardware state of queues, which goes on while a call sleeps.
/// </summary>
internal static class FailedCall
{
    public static bool ChangesNothing(in Step step, ref Evidence evidence)
    {
        if (!step.Result.IsFailure || step.Result.Errno == Errno.Ok || Unchanged(step))
            return true;
        // VFIO_DEVICE_RESET goes on to the next queue after one that failed, and reports the last error.
        if (step.Operation.Kind == OperationKind.Reset)
            return true;
        return World(step, ref evidence) && Mdevs(step, ref evidence) && Kvms(step, ref evidence) && Queues(step, ref evidence);
    }

    private static bool Unchanged(in Step step)
    {
        var words = step.After.Layout.Words;
        return step.Before.Words[..words].SequenceEqual(step.After.Words[..words]);
    }

    private static bool World(in Step step, ref Evidence evidence)
    {
        var world = step.After.Layout.World;
        var column = EvidenceColumn.References;
        var field = Differs(step, world.ModuleRefs) ? "the module's references"
            : Differs(step, world.Instances) ? "the instances taken"
            : null;
        if (field is null)
        {
            column = EvidenceColumn.Masks;
            field = Differs(step, world.ApmaskHost) ? "apmask" : Differs(step, world.AqmaskFree) ? "aqmask" : null;
        }

        if (field is null)
        {
            column = EvidenceColumn.State;
            field = Differs(step, world.ExtraAllocs) ? "the driver's memory" : Differs(step, world.StrayPins) ? "the pins" : null;
        }

        if (field is null)
            return true;
        evidence = new Evidence(column, Text: Say.Changed(step.Operation, step.Result, field));
        return false;
    }

    private static bool Mdevs(in Step step, ref Evidence evidence)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var f = step.After.Layout.Mdevs[m.Value];
            var (column, field) =
                Differs(step, f.Life) ? (EvidenceColumn.State, "the life")
                : Differs(step, f.Opens) ? (EvidenceColumn.State, "the open descriptors")
                : Differs(step, f.Kvm) ? (EvidenceColumn.State, "kvm")
                : Differs(step, f.GroupNotifier) ? (EvidenceColumn.State, "the group notifier")
                : Differs(step, f.IommuNotifier) ? (EvidenceColumn.State, "the IOMMU notifier")
                : Differs(step, f.Apm) || Differs(step, f.Aqm) || Differs(step, f.Adm) ? (EvidenceColumn.Masks, "the matrix")
                : Differs(step, f.ShadowApm) || Differs(step, f.ShadowAqm) || Differs(step, f.ShadowAdm) ? (EvidenceColumn.Masks, "the shadow")
                : Differs(step, f.AddApm) || Differs(step, f.AddAqm) || Differs(step, f.AddAdm) ? (EvidenceColumn.Masks, "what waits for a scan")
                : Differs(step, f.Removing) ? (EvidenceColumn.State, "the removal")
                : Differs(step, f.ReqRefs) || Differs(step, f.CfgRefs) ? (EvidenceColumn.Eventfds, "the eventfds")
                : (EvidenceColumn.Pins, null);
            foreach (var pins in f.Pins)
                field ??= Differs(step, pins) ? "the pins" : null;
            if (field is null)
                continue;
            evidence = new Evidence(column, m, Text: TextOf(step, field, m.ToString()));
            return false;
        }

        return true;
    }

    private static bool Kvms(in Step step, ref Evidence evidence)
    {
        for (var guests = step.Touched.Kvms; guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            var f = step.After.Layout.Kvms[k.Value];
            var (column, field) =
                Differs(step, f.Life) ? (EvidenceColumn.State, "the life")
                : Differs(step, f.DriverRefs) ? (EvidenceColumn.References, "the references")
                : Differs(step, f.CoreRefs) ? (EvidenceColumn.References, "the core's references")
                : Differs(step, f.Hook) ? (EvidenceColumn.Hook, "the hook")
                : Differs(step, f.Apm) || Differs(step, f.Aqm) || Differs(step, f.Adm) ? (EvidenceColumn.Masks, "the masks")
                : Differs(step, f.Protected) ? (EvidenceColumn.State, "protected mode")
                : (EvidenceColumn.Irq, null);
            foreach (var gisc in f.Gisc)
                field ??= Differs(step, gisc) ? "the registrations" : null;
            if (field is null)
                continue;
            evidence = new Evidence(column, Kvm: k, Text: TextOf(step, field, k.ToString()));
            return false;
        }

        return true;
    }

    private static bool Queues(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.Touched.Queues)
        {
            var f = step.After.Layout.Queues[queue];
            var field = Differs(step, f.Driver) ? "the driver"
                : Differs(step, f.Link) ? "matrix_mdev"
                : Differs(step, f.Table) ? "the table"
                : Differs(step, f.SavedIsc) || Differs(step, f.SavedPage) ? "the saved interrupt state"
                : null;
            if (field is null)
                continue;
            evidence = new Evidence(EvidenceColumn.Queue, Queue: queue, Text: TextOf(step, field, Say.Queue(step.Scope, queue)));
            return false;
        }

        return true;
    }

    private static bool Differs(in Step step, Field field) => step.Before[field] != step.After[field];

    private static bool Differs(in Step step, MaskField field) => step.Before[field] != step.After[field];

    private static string TextOf(in Step step, string field, string owner) =>
        Say.Changed(step.Operation, step.Result, $"{field} of {owner}");
}
