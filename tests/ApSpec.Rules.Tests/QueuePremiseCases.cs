using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>What puts rules over resets, and over what is in a queue, to the test.</summary>
internal static class QueuePremiseCases
{
    private const string Resets = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,messages,reset,binding";
    private const string BothAttached = "m0=Attached:k0 m1=Attached:k1";

    /// <summary>k0 has queue 05.0006, or has it no more.</summary>
    private const string Had = "k0.crycb.apm=05 k0.crycb.aqm=0006 ";

    public static IEnumerable<PremiseCase> All() => [.. Data(), .. Masked(), .. Leaving(), .. OnRequest(), .. Order()];

    private static IEnumerable<PremiseCase> Data()
    {
        yield return new("RESET-01", "when a guest is given back whose data is in a queue", true, Null("05.0006.residue=2"));
        yield return new("RESET-01", "when its data is in the second queue", true, Null("06.0006.residue=2"));
        yield return new("RESET-01", "when the queue is empty", false, Null(""));
        yield return new("RESET-01", "when the data is the host's", false, Null("05.0006.residue=1"));
        yield return new("RESET-01", "when the data is another guest's", false, Null("05.0006.residue=3"));
        yield return new("RESET-01", "when the second of two guests has data", true,
            new StepBuilder(Messages, "release m0").Before("05.0006.residue=3").Lifecycle(BothAttached, "m0=Created m1=Created"));
        yield return new("RESET-01", "when the guest is kept", false,
            new StepBuilder(Messages, "nqap k0 05.0006 psmid=1").Both(AttachedQueue + "05.0006.residue=2").Lifecycle(IsAttached));
    }

    private static IEnumerable<PremiseCase> Masked()
    {
        yield return new("RESET-02", "when a guest gets masks", true,
            new StepBuilder(Messages, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Lifecycle(IsOpened, IsAttached));
        yield return new("RESET-02", "when the second touched guest gets masks", true,
            new StepBuilder(Messages, "set_kvm m1 k1").Both(Had).After("k0.driver_refs=1 k1.crycb.apm=06 k1.crycb.aqm=0006"));
        yield return new("RESET-02", "when it had masks before", false,
            new StepBuilder(Messages, "assign_adapter m0 06").Both(Had).After("k0.crycb.apm=05,06"));
        yield return new("RESET-02", "when its masks are cleared", false, new StepBuilder(Messages, "set_kvm m0 null").Before(Had));
    }

    private static IEnumerable<PremiseCase> Leaving()
    {
        yield return new("RESET-03", "when a queue with data leaves a guest", true, Open("release m0").Before(Had + "05.0006.residue=2"));
        yield return new("RESET-03", "when the second queue does", true,
            Open("release m0").Before("k1.crycb.apm=06 k1.crycb.aqm=0006 06.0006.residue=3"));
        yield return new("RESET-03", "when the queue has no data", false, Open("release m0").Before(Had));
        yield return new("RESET-03", "when the guest keeps the queue", false, Open("reset m0").Both(Had).Before("05.0006.residue=2"));
        yield return new("RESET-03", "when the guest gets the queue", false, Open("open m0").Before("05.0006.residue=1").After(Had));
        yield return new("RESET-03", "when the guest loses its domains only", true,
            Open("release m0").Before(Had + "05.0006.residue=2").After("k0.crycb.apm=05"));
    }

    private static IEnumerable<PremiseCase> OnRequest()
    {
        const string queue = Created + Matrix;
        foreach (var data in (string[])["05.0006.residue=2", "05.0006.requests=1", "05.0006.replies=1"])
            yield return new("RESET-04", $"when the mdev is reset and {data}", true, Open("reset m0").Both(queue).Before(data));
        yield return new("RESET-04", "when there is no data", false, Open("reset m0").Both(queue));
        yield return new("RESET-04", "when the data is in a queue of another mdev", false, Open("reset m0").Both(queue).Before("06.0006.residue=2"));
        yield return new("RESET-04", "when the queue is not bound to vfio_ap", false,
            Open("reset m0").Both(queue + "05.0006.driver=1").Before("05.0006.residue=2"));
        yield return new("RESET-04", "when a call on the mdev never returned", false,
            Open("reset m0").Both(queue + "m0.busy=1").Before("05.0006.residue=2"));
        yield return new("RESET-04", "when the reset fails", false,
            Open("reset m0").Both(queue).Before("05.0006.residue=2").Returns(StepResult.Of(Errno.EIO)));
        yield return new("RESET-04", "by another call", false, Open("release m0").Both(queue).Before("05.0006.residue=2"));
    }

    private static IEnumerable<PremiseCase> Order()
    {
        yield return new("RESET-05", "when a queue is reset that a guest loses", true, Open("release m0").Before(Had).Moment(MomentKind.Zapq, 0));
        yield return new("RESET-05", "when the second guest loses the queue that is reset", true,
            Open("release m1").Before("k1.crycb.apm=06 k1.crycb.aqm=0006").Moment(MomentKind.Masks, 1).Moment(MomentKind.Zapq, 1));
        yield return new("RESET-05", "when the guest keeps it", false, Open("reset m0").Both(Had).Moment(MomentKind.Zapq, 0));
        yield return new("RESET-05", "when another queue is reset", false, Open("release m0").Before(Had).Moment(MomentKind.Zapq, 1));
        yield return new("RESET-05", "when no queue is reset", false, Open("release m0").Before(Had).Moment(MomentKind.Masks, 0));
        yield return new("RESET-05", "when the guest gets it", false, Open("open m0").After(Had).Moment(MomentKind.Zapq, 0));
    }

    private static StepBuilder Null(string fields) =>
        new StepBuilder(Messages, "set_kvm m0 null").Before(AttachedQueue + fields).After(Opened + Matrix).Lifecycle(IsAttached, IsOpened);

    private static StepBuilder Open(string operation) => new(Resets, operation, Era.OpenDevice);
}
