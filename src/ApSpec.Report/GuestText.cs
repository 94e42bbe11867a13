using ApSpec.Check;

namespace ApSpec.Report;

/// <summary>Facts about a guest or the host's administrator, in one sentence each.</summary>
public static class GuestText
{
    // A-sheet 4.2: for an instruction that is not intercepted, the response code outside the masks is inferred.
    private const string Outside = "UNCONFIRMED: rc 01 is the code the host gets";

    // It is unconfirmed whether SIE checks the masks before it intercepts AQIC: C6 of the architecture sheet.
    private const string OutsideMasks = ", which its masks do not have (UNCONFIRMED that such an AQIC gets to the host)";

    private const string Changing = " (UNCONFIRMED: AQIC while an interrupt change is under way is taken to answer 07)";

    private const string Stray = "the host may use it at the same time";

    /// <summary>The sentence.</summary>
    public static string Format(GuestFact fact) => fact.Kind switch
    {
        GuestFactKind.OwnAqicDies => $"{fact.Guest} does this by itself: its PQAP(AQIC) ends in a {fact.Fault} in the host",
        GuestFactKind.OwnAqicHangs => $"{fact.Guest} does this by itself: its PQAP(AQIC) never returns{Why(fact)}",
        GuestFactKind.AqicDies => $"{fact.Guest}'s PQAP(AQIC) ends in a {fact.Fault} in the host",
        GuestFactKind.AqicHangs => $"{fact.Guest}'s PQAP(AQIC) never returns{Why(fact)}",
        GuestFactKind.CallDies => $"{fact.Operation} {When(fact.When)} ends in a {fact.Fault} in the host",
        GuestFactKind.CallHangs => $"{fact.Operation} {When(fact.When)} never returns{Why(fact)}",
        GuestFactKind.Leak => $"{fact.Guest} {(fact.IsStill ? "still reaches" : "reaches")} {fact.Queues} after {fact.Operation} (TAPQ {fact.Answer})",
        GuestFactKind.Stray => $"{fact.Guest} reaches {fact.Queues}, which vfio_ap does not have after {fact.Operation}: {Stray}",
        GuestFactKind.Loss => $"{fact.Guest} cannot use {fact.Queues} after {fact.Operation}, though {fact.Mdev} has it and is attached (TAPQ {fact.Answer}, {Outside})",
        GuestFactKind.Shared => $"{fact.Guest} and {fact.Other} both use {fact.Queues}: {fact.Other}'s DQAP takes the reply to {fact.Guest}'s request ({fact.Answer})",
        GuestFactKind.DataLeft => $"after {fact.Operation} {Reader(fact)} with {fact.Other}'s data in it"
            + (fact.Answer is null ? "" : $": a DQAP reads the reply to {fact.Other}'s request ({fact.Answer})"),
        GuestFactKind.WritesToDestroyed => Writes(fact, ", which is destroyed: the memory is somebody else's by now"),
        GuestFactKind.WritesToUnpinned => Writes(fact, ", which is not pinned: the host may give it to somebody else"),
        GuestFactKind.WritesToFormer => Writes(fact, $", though the queue is not {fact.Guest}'s any more; the page stays pinned"),
        GuestFactKind.ForeignHook => $"{fact.Guest}'s PQAP(AQIC) {(fact.IsStill ? "still runs" : "runs")} the hook of {fact.Mdev}, which is not attached to it"
            + (fact.Fault is null ? "" : $"; once {fact.Mdev} is removed, that is a {fact.Fault} in the host"),
        GuestFactKind.NoHook => $"{fact.Guest}'s PQAP(AQIC) finds no hook though {fact.Mdev} is attached to it: {fact.Answer} for every queue",
        GuestFactKind.ForeignIrq => $"{fact.Guest} turns interrupts of {fact.Queues} on (AQIC {fact.Answer}), which is not its queue",
        GuestFactKind.IrqOutsideMasks => $"{fact.Guest} turns interrupts of {fact.Queues} on (AQIC {fact.Answer}){OutsideMasks}",
        GuestFactKind.NoIrq => $"{fact.Guest} cannot turn interrupts of {fact.Queues} on (AQIC {fact.Answer}), though {fact.Mdev} has it and is attached",
        GuestFactKind.NextLoss => $"a guest that gets {fact.Mdev} now cannot use {fact.Queues}, though {fact.Mdev} has it and nothing is in the way (TAPQ {fact.Answer}, {Outside})",
        GuestFactKind.NextStray => $"a guest that gets {fact.Mdev} now reaches {fact.Queues}, which vfio_ap does not have (TAPQ {fact.Answer}): {Stray}",
        GuestFactKind.RegistrationLeft => $"isc {fact.Number} of {fact.Guest} stays registered when every mdev is closed; the kernel warns when {fact.Guest} ends",
        GuestFactKind.PinLeft => $"page 0x{fact.Number:x} of {fact.Mdev}'s guest stays pinned when {fact.Mdev} is closed",
        GuestFactKind.GuestLeft => $"{fact.Guest} is never destroyed and its memory stays: with every descriptor closed the driver "
            + $"holds {fact.Number} reference{(fact.Number == 1 ? "" : "s")}",
        _ => throw new InvalidOperationException($"unknown fact {fact.Kind}"),
    };

    /// <summary>The sentence as lines of a mail, with a line feed at the end; <paramref name="place"/> is printed before it.</summary>
    internal static string Line(GuestFact fact, string place = "") => MailText.Wrap($"{place}{Format(fact)}", "  guest: ", "    ") + "\n";

    private static string Writes(GuestFact fact, string whose) =>
        $"after {fact.Operation} the adapter goes on writing notification bytes of {fact.Queues} into page 0x{fact.Number:x} of {fact.Guest}{whose}"
        + (fact.IsAssumed ? Changing : "");

    private static string Reader(GuestFact fact) => fact.Guest is null ? $"{fact.Queues} goes to its next user" : $"{fact.Guest} has {fact.Queues}";

    private static string Why(GuestFact fact) => fact.Fault is null ? "" : $" ({fact.Fault})";

    private static string When(GuestMoment when) => when switch
    {
        GuestMoment.Later => "later on",
        GuestMoment.AllClosed => "when all is closed",
        GuestMoment.AllRemoved => "once every mdev is removed",
        _ => throw new InvalidOperationException($"unknown moment {when}"),
    };
}
