using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The modelled hardware's state of a queue that is not in the ledger.</summary>
internal sealed class HiddenQueueFields
{
    public HiddenQueueFields(LayoutBuilder b, int queue, int shareMax)
    {
        b.BelongTo(EntityKind.Queue, queue);
        ResetTicks = b.Add("reset.ticks", FieldKind.Time, Ticks.Max, "ticks until the reset ends");
        IrqTicks = b.Add("irq.ticks", FieldKind.Time, Ticks.Max, "ticks until the interrupt change takes effect", Features.Irq);
        ResetDuration = b.Add("reset.duration", FieldKind.Time, Ticks.Max, "ticks a reset takes; 0 for the default", Features.Hw);
        IrqDuration = b.Add("irq.duration", FieldKind.Time, Ticks.Max, "ticks an interrupt change takes; 0 for the default",
            Features.Hw);
        RequestTags = b.Add("requests.psmids", FieldKind.Packed, (1 << (4 * b.Scope.Depth)) - 1, "PSMIDs of the requests, oldest lowest",
            Features.Messages);
        ReplyTags = b.Add("replies.psmids", FieldKind.Packed, (1 << (4 * b.Scope.Depth)) - 1, "PSMIDs of the replies, oldest lowest",
            Features.Messages);
        AnswerFunction = b.Add("answer.function", FieldKind.Choice, 0xff, "the AP function whose answer is set ahead", Features.Hw);
        AnswerCode = b.Add("answer.code", FieldKind.State, 0xff, "the response code set ahead", Features.Hw);
        AnswerTicks = b.Add("answer.ticks", FieldKind.Time, Ticks.Always, "ticks it lasts; 15 for always", Features.Hw);
        const Era hotPlug = Era.OpenDevice;
        SavedInside = b.Add("saved_iova.inside", FieldKind.Flag, 1, "the address of its NIB is not the page's first", Features.Irq, hotPlug);
        IsListed = b.Add("reset_qnode", FieldKind.Flag, 1, "it is on the list of a call that resets", Features.Masks, hotPlug);
        Rank = b.Add("mdev_qnode.rank", FieldKind.Choice, shareMax > 1 ? shareMax : 0, "its place in its bucket, the last the highest",
            Features.Masks, hotPlug);
        IsStray = b.Add("mdev_qnode", FieldKind.Flag, 1, "its node points back into a table that was freed", Features.Masks, hotPlug);
        HasWork = b.Add("reset_work", FieldKind.Flag, 1, "the work that awaits its reset is queued", Features.None, hotPlug);
        var binding = (b.Scope.Features & (Features.Binding | Features.Hw)) == 0 ? Features.Binding : Features.None;
        HasNoGroup = b.Add("no_sysfs", FieldKind.Flag, 1, "the driver's sysfs group is not there", binding, hotPlug);
        IsAbsent = b.Add("absent", FieldKind.Flag, 1, "the bus has no device for it", Features.Hw);
        var others = b.Scope.Features.HasFlag(Features.Hw) && b.Scope.Queues > 1 ? b.Scope.Queues : 0;
        BusRank = b.Add("bus.rank", FieldKind.Choice, others, "its place among those that came back to the bus, the last the highest", Features.Binding);
    }

    public Field ResetTicks { get; }

    public Field IrqTicks { get; }

    public Field ResetDuration { get; }

    public Field IrqDuration { get; }

    public Field RequestTags { get; }

    public Field ReplyTags { get; }

    public Field AnswerFunction { get; }

    public Field AnswerCode { get; }

    public Field AnswerTicks { get; }

    public Field SavedInside { get; }

    public Field IsListed { get; }

    public Field Rank { get; }

    public Field IsStray { get; }

    public Field HasWork { get; }

    public Field HasNoGroup { get; }

    public Field IsAbsent { get; }

    public Field BusRank { get; }
}
