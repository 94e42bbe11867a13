using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// IRQ-06, IRQ-07, IRQ-11, IRQ-12 and IRQ-14: what a guest's PQAP(AQIC) may change, what an unmap must change, which pages are for notification
/// bytes, which queues are there.
/// </summary>
internal static class IrqCalls
{
    private const int PageShift = 12;

    public static bool AqicStaysInside(in Step step, ref Evidence evidence)
    {
        if (!IsAqic(step.Operation.Kind) || step.Operation.Kvm is not { } k)
            return true;
        var m = step.LifecyclesBefore.MdevOf(k);
        foreach (var queue in step.Touched.Queues)
        {
            if ((m is { } mdev && Queues.IsIn(step.Before, mdev, queue)) || !Changed(step, queue))
                continue;
            evidence = new Evidence(EvidenceColumn.Queue, m, k, queue, Outside(step, queue, k));
            return false;
        }

        return true;
    }

    public static bool AqicGoesOutside(in Step step) =>
        IsAqic(step.Operation.Kind) && step.Operation.Kvm is { } k && Queues.PlaceOf(step) is >= 0 and var queue
        && !(step.LifecyclesBefore.MdevOf(k) is { } m && Queues.IsIn(step.Before, m, queue));

    public static bool UnmapDisables(in Step step, ref Evidence evidence)
    {
        if (!IsUnmap(step.Operation.Kind) || !step.Result.IsSuccess)
            return true;
        foreach (var queue in step.After.UsedQueues)
        {
            if (!IsHit(step, step.After, queue) || Queues.IsBeyondReset(step, queue) || !Reach.IsSettled(step, queue))
                continue;
            evidence = new Evidence(EvidenceColumn.Irq, step.Operation.Mdev, step.After.KvmAt(step.After.Layout.Queues[queue].IrqKvm),
                queue, Unmapped(step, queue));
            return false;
        }

        return true;
    }

    public static bool UnmapHitsNotification(in Step step)
    {
        if (!IsUnmap(step.Operation.Kind) || step.Result.IsFailure)
            return false;
        foreach (var queue in step.Before.UsedQueues)
        {
            if (IsHit(step, step.Before, queue))
                return true;
        }

        return false;
    }

    public static bool PageIsShared(in Step step, ref Evidence evidence)
    {
        if (!NamesAPrivatePage(step) || step.Result.Outcome != Outcome.Returned)
            return true;
        var k = step.Operation.Kvm!.Value;
        var queue = Queues.PlaceOf(step);
        var page = (uint)step.Scope.Pages.IndexOf(step.Operation.Address >> PageShift) + 1;
        var keeps = step.After[step.After.Layout.Queues[queue].SavedPage] == page;
        if (step.Result.ResponseCode is ResponseCode.InvalidAddress or ResponseCode.NotAvailable && !keeps)
            return true;
        evidence = new Evidence(EvidenceColumn.Irq, step.LifecyclesAfter.MdevOf(k), k, queue, Say.Unshared(step, k, queue, keeps));
        return false;
    }

    public static bool NamesAPrivatePage(in Step step)
    {
        if (step.Operation.Kind != OperationKind.AqicEnable || step.Operation.Kvm is not { } k || Queues.PlaceOf(step) < 0)
            return false;
        var fields = step.Before.Layout.Kvms[k.Value];
        var place = step.Scope.Pages.IndexOf(step.Operation.Address >> PageShift);
        return place >= 0 && step.Operation.Address != 0 && step.Before[fields.Protected] != 0 && step.Before[fields.Private[place]] != 0;
    }

    public static bool OwnQueueIsThere(in Step step, ref Evidence evidence)
    {
        if (!IsOfOwnQueue(step) || step.Result.Outcome != Outcome.Returned || step.Result.ResponseCode != ResponseCode.NotAvailable)
            return true;
        var k = step.Operation.Kvm!.Value;
        var queue = Queues.PlaceOf(step);
        evidence = new Evidence(EvidenceColumn.Irq, step.LifecyclesBefore.MdevOf(k), k, queue,
            Say.InMasks(k, Say.Queue(step.Scope, queue), $"'{step.Operation}' ended with {step.Result}"));
        return false;
    }

    public static bool SetsConditionCode(in Step step, ref Evidence evidence)
    {
        if (!step.Result.KeepsConditionCode)
            return true;
        evidence = new Evidence(EvidenceColumn.Result, null, step.Operation.Kvm, Queues.PlaceOf(step), Say.KeepsConditionCode(step.Operation));
        return false;
    }

    // With feature hw a trace sets the hardware's answers: an answer then says nothing about the driver.
    public static bool IsOfOwnQueue(in Step step) =>
        IsAqic(step.Operation.Kind) && !step.Scope.Has(Features.Hw) && step.Operation.Kvm is { } k && step.LifecyclesBefore.MdevOf(k) is not null
        && Queues.PlaceOf(step) is >= 0 and var queue && Queues.IsIn(step.Before, k, queue)
        && (QueueDriver)step.Before[step.Before.Layout.Queues[queue].Driver] == QueueDriver.VfioAp;

    // The queue is the mdev's, raises interrupts, and its notification byte lies in the unmapped range.
    private static bool IsHit(in Step step, in Observation ledger, int queue)
    {
        var fields = ledger.Layout.Queues[queue];
        var page = ledger[fields.IrqPage];
        if (ledger[fields.Irq] == Queues.IrqDisabled || page == 0)
            return false;
        var m = step.Operation.Mdev;
        if (ledger.MdevAt(fields.Link) != m
            && (ledger.KvmAt(fields.IrqKvm) is not { } k || step.LifecyclesAfter.KvmOf(m) != k))
            return false;
        var first = step.Operation.Address >> PageShift;
        var frame = step.Scope.Pages[(int)page - 1];
        return frame >= first && frame < first + step.Operation.Amount;
    }

    // The hardware goes on while the call sleeps: an IR change takes effect, a reset ends. Those changes do not count.
    private static bool Changed(in Step step, int queue)
    {
        var f = step.After.Layout.Queues[queue];
        var before = step.Before[f.Irq];
        var after = step.After[f.Irq];
        return step.Before[f.Link] != step.After[f.Link]
            || step.Before[f.SavedIsc] != step.After[f.SavedIsc]
            || step.Before[f.SavedPage] != step.After[f.SavedPage]
            || (before != after && (after is Queues.IrqEnabling or Queues.IrqDisabling || before == Queues.IrqDisabled));
    }

    private static bool IsUnmap(OperationKind kind) => kind is OperationKind.DmaUnmap or OperationKind.Unmap;

    private static bool IsAqic(OperationKind kind) => kind is OperationKind.AqicEnable or OperationKind.AqicDisable;

    private static string Outside(in Step step, int queue, KvmId k) =>
        Say.About(step.Scope, queue, $"was changed by {k}, no mdev attached to {k} has it");

    private static string Unmapped(in Step step, int queue) => Say.Interrupts(step, queue, "its page is unmapped");
}
