using ApSpec.Architecture;
using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>What puts rules over the order inside a call, and over signals, to the test.</summary>
internal static class MomentPremiseCases
{
    private const string Masks = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,eventfds,messages";
    private const string Listens = "m0.life=1 m0.opens=1 m0.kvm=k0 m1.life=1 m1.opens=1 m1.kvm=k1";
    private const string Had = "k0.crycb.apm=05 k0.crycb.aqm=0006 ";
    private const string HadBySecond = "k1.crycb.apm=06 k1.crycb.aqm=0006 ";
    private const string Assign = "assign_adapter m0 05";
    private const string Closed = "m0=Created";
    private const string SecondAttached = "m1=Attached:k1";

    private static readonly Moment Reset = new(MomentKind.Zapq, 0, 0, "ResetQueue", 120);
    private static readonly Moment Write = new(MomentKind.Masks, 0, 0, "Update", 120) { IsChange = true, HasEventfd = true };
    private static readonly Moment Signal = new(MomentKind.Signal, 0, 0, "Update", 121);

    public static IEnumerable<PremiseCase> All() => [.. Taken(), .. Detached(), .. Put(), .. Failed(), .. Asked(), .. Changed(), .. Signalled()];

    private static IEnumerable<PremiseCase> Taken()
    {
        yield return new("RESET-05", "when a queue that leaves a guest is reset", true, Open("release m0").Before(Had).Moment(Reset));
        yield return new("RESET-05", "when it leaves the second guest", true,
            Open("release m1").Before(HadBySecond).Moment(Reset with { Subject = 1 }));
        yield return new("RESET-05", "when the guest keeps the queue that is reset", false, Open("reset m0").Both(Had).Moment(Reset));
        yield return new("RESET-05", "when the guest gets the queue that is reset", false, Open("open m0").After(Had).Moment(Reset));
        yield return new("RESET-05", "when a queue that was nobody's is reset", false, Open("release m0").Before(Had).Moment(Reset with { Subject = 1 }));
        yield return new("RESET-05", "when none is reset", false, Open("release m0").Before(Had).Moment(Write));
    }

    private static IEnumerable<PremiseCase> Detached()
    {
        const string matrix = "m0.life=1 m0.matrix.apm=05 m0.matrix.aqm=0006 m0.kvm=k0 ";
        yield return new("MDEV-11", "when a detach resets a queue of the mdev", true,
            Open("release m0").Before(matrix).Lifecycle(IsAttached, Closed).Moment(Reset));
        yield return new("MDEV-11", "when the second mdev is detached", true, Open("release m1")
            .Before("m1.life=1 m1.matrix.apm=06 m1.matrix.aqm=0006 m1.kvm=k1").Lifecycle(SecondAttached, "m1=Created").Moment(Reset with { Subject = 1 }));
        yield return new("MDEV-11", "when the mdev stays attached", false,
            Open("reset m0").Both(matrix).After("m0.cfg_refs=1").Lifecycle(IsAttached).Moment(Reset));
        yield return new("MDEV-11", "when the queue is not the mdev's", false,
            Open("release m0").Before(matrix).Lifecycle(IsAttached, Closed).Moment(Reset with { Subject = 1 }));
        yield return new("MDEV-11", "when no queue is reset", false,
            Open("release m0").Before(matrix).Lifecycle(IsAttached, Closed).Moment(Write));
    }

    private static IEnumerable<PremiseCase> Put()
    {
        var put = new Moment(MomentKind.Put, 0, 0, "Unset", 122);
        yield return new("MDEV-12", "when a detach puts the guest", true,
            Open("release m0").Before("m0.life=1 m0.kvm=k0").Lifecycle(IsAttached, Closed).Moment(put));
        yield return new("MDEV-12", "when the second mdev puts its guest", true,
            Open("release m1").Before("m1.life=1 m1.kvm=k1").Lifecycle(SecondAttached, "m1=Created").Moment(put with { Subject = 1 }));
        yield return new("MDEV-12", "when another guest is put", false,
            Open("release m0").Before("m0.life=1 m0.kvm=k0").Lifecycle(IsAttached, Closed).Moment(put with { Subject = 1 }));
        yield return new("MDEV-12", "when none is put", false,
            Open("release m0").Before("m0.life=1 m0.kvm=k0").Lifecycle(IsAttached, Closed).Moment(Write));
        yield return new("MDEV-12", "when the mdev stays attached", false,
            Open(Assign).Both("m0.life=1 m0.kvm=k0").After("m0.matrix.apm=05").Lifecycle(IsAttached).Moment(put));
    }

    private static IEnumerable<PremiseCase> Failed()
    {
        foreach (var code in (ResponseCode[])[ResponseCode.Checkstopped, ResponseCode.NotAvailable, ResponseCode.Busy])
            yield return new("QUEUE-11", $"when a reset ends with {code}", true, Open("reset m0").Moment(Reset with { Status = new ApStatus(code) }));
        foreach (var code in (ResponseCode[])[ResponseCode.Normal, ResponseCode.ResetInProgress, ResponseCode.Deconfigured])
            yield return new("QUEUE-11", $"when a reset ends with {code}", false, Open("reset m0").Moment(Reset with { Status = new ApStatus(code) }));
        yield return new("QUEUE-11", "when no queue is reset", false, Open("reset m0").Moment(Write with { Status = new ApStatus(ResponseCode.Busy) }));
    }

    private static IEnumerable<PremiseCase> Asked()
    {
        var asks = new Moment(MomentKind.Removal, 0, 0, "Remove", 123) { HasEventfd = true };
        yield return new("EVENT-03", "when a removal finds an eventfd", true, Open("request m0").Both(Listens).Moment(asks));
        yield return new("EVENT-03", "when there is no eventfd", false, Open("request m0").Both(Listens).Moment(asks with { HasEventfd = false }));
        yield return new("EVENT-03", "when nothing is removed", false, Open("request m0").Both(Listens).Moment(Write));
    }

    private static IEnumerable<PremiseCase> Changed()
    {
        yield return new("EVENT-05", "when the masks of a guest change", true, Open(Assign).Both(Listens).Moment(Write));
        yield return new("EVENT-05", "when those of the second guest change", true, Open(Assign).Both(Listens).Moment(Write with { Subject = 1 }));
        yield return new("EVENT-05", "when an mdev gets the guest", true, Open("open m0").Before("m0.life=1").After(Listens).Moment(Write));
        yield return new("EVENT-05", "when an mdev loses the guest", true, Open("request m0").Before(Listens).After("m0.life=1 m0.opens=1").Moment(Write));
        yield return new("EVENT-05", "when no mdev has the guest", false, Open(Assign).Both("m0.life=1 m0.opens=1").Moment(Write));
        yield return new("EVENT-05", "when the masks stay", false, Open(Assign).Both(Listens).Moment(Write with { IsChange = false }));
        yield return new("EVENT-05", "when there is no eventfd", false, Open(Assign).Both(Listens).Moment(Write with { HasEventfd = false }));
        yield return new("EVENT-05", "when the device is closed", false, Open("release m0").Both(Listens).Moment(Write));
        yield return new("EVENT-05", "when the call does not return", false, Open(Assign).Both(Listens).Moment(Write).Ends(Outcome.Died));
        yield return new("EVENT-05", "when something else happens", false, Open(Assign).Both(Listens).Moment(Signal with { IsChange = true, HasEventfd = true }));
    }

    private static IEnumerable<PremiseCase> Signalled()
    {
        var configuration = Signal with { Eventfd = EventfdIndex.Cfg };
        yield return new("EVENT-06", "when the configuration eventfd is signalled", true, Open(Assign).Both(Listens).Moment(configuration));
        yield return new("EVENT-06", "when the request eventfd is", false, Open(Assign).Both(Listens).Moment(Signal));
        yield return new("EVENT-06", "when none is", false, Open(Assign).Both(Listens).Moment(Write with { Eventfd = EventfdIndex.Cfg }));
    }

    private static StepBuilder Open(string operation) => new(Masks, operation, Era.OpenDevice);
}
