namespace ApSpec.Vocabulary;

/// <summary>The observable fields of one queue: the driver's structure, and the hardware's state.</summary>
public sealed class QueueFields
{
    internal QueueFields(LayoutBuilder b, int queue)
    {
        b.BelongTo(EntityKind.Queue, queue);
        var binding = (b.Scope.Features & (Features.Binding | Features.Hw)) == 0 ? Features.Binding : Features.None;
        Driver = b.Add("driver", FieldKind.State, 2, "vfio_ap, none or host", binding);
        Link = b.Add("matrix_mdev", FieldKind.MdevPointer, b.Scope.Mdevs, "the mdev the driver's queue names",
            b.Era == Era.Notifier ? Features.Irq : Features.Masks);
        SavedIsc = b.Add("saved_isc", FieldKind.Choice, b.Scope.Iscs.Length, "interruption subclass saved", Features.Irq);
        SavedPage = b.Add("saved_pfn", FieldKind.Choice, b.Scope.Pages.Length, "NIB page saved", Features.Irq);
        Irq = b.Add("irq", FieldKind.State, 3, "disabled, enabling, enabled or disabling", Features.Irq);
        IrqPage = b.Add("irq.page", FieldKind.Choice, b.Scope.Pages.Length, "NIB page the hardware writes to", Features.Irq);
        IrqIsc = b.Add("irq.isc", FieldKind.Choice, b.Scope.Iscs.Length, "interruption subclass the hardware raises", Features.Irq);
        IrqKvm = b.Add("irq.kvm", FieldKind.KvmPointer, b.Scope.Kvms, "the guest whose GISA the hardware uses", Features.Irq);
        Reset = b.Add("reset", FieldKind.State, 2, "none, RAPQ or ZAPQ in progress");
        Requests = b.Add("requests", FieldKind.Counter, b.Scope.Depth, "requests queued", Features.Messages);
        Replies = b.Add("replies", FieldKind.Counter, b.Scope.Depth, "replies waiting", Features.Messages);
        Residue = b.Add("residue", FieldKind.DataOwner, 1 + b.Scope.Kvms, "none, the host, or the guest whose data is in it",
            Features.Messages);
        Table = b.Add("table", FieldKind.MdevPointer, b.Scope.Mdevs, "the mdev whose table has the driver's queue",
            Features.Masks, Era.OpenDevice);
        ResetCode = b.Add("reset_code", FieldKind.State, 0xff, "response code of the last reset, as the driver keeps it",
            Features.Masks, Era.OpenDevice);
        Override = b.Add("driver_override", FieldKind.State, 2, "none, vfio_ap or host", Features.Override, Era.OpenDevice);
    }

    /// <summary><see cref="QueueDriver"/>.</summary>
    public Field Driver { get; }

    /// <summary>The mdev that the driver's queue structure names.</summary>
    public Field Link { get; }

    /// <summary>0 for none, else 1 + place in the scope's interruption subclasses.</summary>
    public Field SavedIsc { get; }

    /// <summary>0 for none, else 1 + place in the scope's pages.</summary>
    public Field SavedPage { get; }

    /// <summary>The hardware's interrupt state.</summary>
    public Field Irq { get; }

    /// <summary>0 for none, else 1 + place in the scope's pages.</summary>
    public Field IrqPage { get; }

    /// <summary>0 for none, else 1 + place in the scope's interruption subclasses.</summary>
    public Field IrqIsc { get; }

    /// <summary>The guest whose GISA the hardware uses.</summary>
    public Field IrqKvm { get; }

    /// <summary>0 none, 1 RAPQ, 2 ZAPQ in progress.</summary>
    public Field Reset { get; }

    /// <summary>Requests queued.</summary>
    public Field Requests { get; }

    /// <summary>Replies waiting.</summary>
    public Field Replies { get; }

    /// <summary>0 none, 1 the host, 2 + guest: whose data is in the queue.</summary>
    public Field Residue { get; }

    /// <summary>The mdev whose hash table of queues has the driver's structure.</summary>
    public Field Table { get; }

    /// <summary>Response code of the last reset, as the driver keeps it.</summary>
    public Field ResetCode { get; }

    /// <summary><see cref="QueueOverride"/>.</summary>
    public Field Override { get; }
}
