using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>The order inside a call where there is a second guest, mdev or queue, and moments that do not count.</summary>
internal static class OrderCases
{
    private const string Scope = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,eventfds,irq,locks";
    private const string Second = "m1.life=1 m1.opens=1 m1.kvm=k1 m1.matrix.apm=06 m1.matrix.aqm=0006 k1.crycb.apm=06 k1.crycb.aqm=0006 k1.driver_refs=1 ";
    private const string Gone = "m1.opens=0 m1.kvm=0 k1.crycb.apm=0 k1.crycb.aqm=0 k1.driver_refs=0 ";
    private const string SecondAttached = "m1=Attached:k1";
    private const string First = Created + "m0.opens=1 m0.group.kvm=k0 m0.kvm=k0 k0.driver_refs=1 k0.pqap_hook=m0 " + Matrix;
    private const string FirstGone = "m0.kvm=0 k0.driver_refs=0 k0.pqap_hook=0 m0.opens=0";
    private const string Both = "m0.life=1 m0.opens=1 m0.kvm=k0 m1.life=1 m1.opens=1 m1.kvm=k1";
    private const string Assign = "assign_adapter m0 05";
    private const string Unset = "Unset";

    private static readonly Moment Reset = new(MomentKind.Zapq, 0, 0, Unset, 120) { Named = 3 };
    private static readonly Moment Hook = new(MomentKind.Hook, 0, 0, Unset, 121) { IsClear = true };
    private static readonly Moment Masks = new(MomentKind.Masks, 0, 0, Unset, 122) { IsClear = true };
    private static readonly Moment Forgets = new(MomentKind.Guest, 0, 0, Unset, 123) { IsClear = true };
    private static readonly Moment Put = new(MomentKind.Put, 0, 0, Unset, 124);
    private static readonly Moment Write = new(MomentKind.Masks, 0, 0, Unset, 125) { IsChange = true, HasEventfd = true };
    private static readonly Moment Signal = new(MomentKind.Signal, 0, 0, Unset, 126) { Eventfd = EventfdIndex.Cfg };
    private static readonly Moment Asks = new(MomentKind.Removal, 0, 0, Unset, 127) { HasEventfd = true };

    public static IEnumerable<RuleCase> All() => [.. Resets(), .. Forgetting(), .. Parts(), .. Removals(), .. Signals()];

    private static IEnumerable<RuleCase> Resets()
    {
        const string text = "Queue: 06.0006 is reset in Unset while it is in the masks of k1, which lose it later";
        yield return new("RESET-05", "is violated by the second guest of two", text,
            Open("release m1").Before(Second + "k0.crycb.apm=05 k0.crycb.aqm=0006").After("m1.life=1 " + Gone + "k0.crycb.apm=05 k0.crycb.aqm=0006")
                .Moment(Reset with { Subject = 1, InMasks = 3 }));
        yield return new("RESET-05", "is violated by the second of two resets", text,
            Open("release m1").Before(Second).After("m1.life=1 " + Gone).Moment(Reset with { Subject = 1 }).Moment(Reset with { Subject = 1, InMasks = 2 }));
    }

    private static IEnumerable<RuleCase> Forgetting()
    {
        yield return new("MDEV-11", "is violated by the second mdev", "Queue: 06.0006 is reset in Unset after m1 forgot k1",
            Open("release m1").Before(First + Second).After(First + "m1.life=1 " + Gone).Lifecycle($"{IsAttached} {SecondAttached}", $"{IsAttached} m1=Created")
                .Moment(Reset with { Subject = 1, Named = 1 }));
        const string text = "Queue: 05.0006 is reset in Unset after m0 forgot k0";
        yield return new("MDEV-11", "is violated when another queue was reset in time", text,
            Release().Moment(Reset with { Subject = 1 }).Moment(Reset with { Named = 0 }));
        yield return new("MDEV-11", "is violated when something else of the same number came first", text, Release().Moment(Put).Moment(Reset with { Named = 0 }));
    }

    private static IEnumerable<RuleCase> Parts()
    {
        yield return new("MDEV-12", "holds when the masks are cleared twice", null, Release().Moment(Hook).Moment(Masks).Moment(Masks).Moment(Forgets).Moment(Put));
        yield return new("MDEV-12", "holds when another guest's hook is cleared later", null, Release().Moment(Masks).Moment(Hook with { Subject = 1 }).Moment(Put));
        yield return new("MDEV-12", "holds when the hook is set later", null, Release().Moment(Masks).Moment(Hook with { IsClear = false }).Moment(Put));
        yield return new("MDEV-12", "holds when another guest's masks are cleared later", null,
            Release().Moment(Forgets).Moment(Masks with { Subject = 1 }).Moment(Put));
        yield return new("MDEV-12", "holds when masks are written later", null, Release().Moment(Forgets).Moment(Masks with { IsClear = false }).Moment(Put));
        yield return new("MDEV-12", "holds when another mdev forgets its guest later", null, Release().Moment(Put).Moment(Forgets with { Subject = 1 }));
        yield return new("MDEV-12", "holds when the mdev gets a guest later", null, Release().Moment(Put).Moment(Forgets with { IsClear = false }));
        yield return new("MDEV-12", "is violated by the second mdev", "State: m1 forgets k1 in Unset after the reference on k1 was given back",
            Open("release m1").Before(First + Second).After(First + "m1.life=1 " + Gone).Lifecycle($"{IsAttached} {SecondAttached}", $"{IsAttached} m1=Created")
                .Moment(Put with { Subject = 1 }).Moment(Forgets with { Subject = 1 }));
    }

    private static IEnumerable<RuleCase> Removals()
    {
        yield return new("EVENT-03", "holds when another mdev is told, too", null,
            Open("request m0").Both(Both).Moment(Asks).Moment(Signal with { Eventfd = EventfdIndex.Req })
                .Moment(Signal with { Eventfd = EventfdIndex.Req, Subject = 1 }));
        yield return new("EVENT-03", "counts removals alone", null,
            Open("request m0").Both(Both).Moment(Asks).Moment(Write).Moment(Signal with { Eventfd = EventfdIndex.Req }));
        yield return new("EVENT-03", "counts the removals of its own mdev", null,
            Open("request m0").Both(Both).Moment(Asks).Moment(Signal with { Eventfd = EventfdIndex.Req })
                .Moment(Asks with { Subject = 1 }).Moment(Signal with { Eventfd = EventfdIndex.Req, Subject = 1 }));
        yield return new("EVENT-07", "holds for the other eventfd", null, Open(Assign).Both(Both).Moment(Write).Moment(Signal));
    }

    private static IEnumerable<RuleCase> Signals()
    {
        yield return new("EVENT-05", "holds when the second guest's masks change in between", null,
            Open(Assign).Both(Both).Moment(Write).Moment(Write with { Subject = 1 }).Moment(Signal with { Subject = 1 }).Moment(Signal));
        yield return new("EVENT-05", "is violated when the masks change once more before the signal",
            "Masks: the masks of k0 change in Unset, the configuration eventfd of m0 is not signalled",
            Open(Assign).Both(Both).Moment(Write).Moment(Write).Moment(Signal));
        yield return new("EVENT-05", "is violated by the second guest", "Masks: the masks of k1 change in Unset, the configuration eventfd of m1 is not signalled",
            Open(Assign).Both(Both).Moment(Write with { Subject = 1 }).Moment(Signal));
        yield return new("EVENT-06", "holds for two changes told once", null, Open(Assign).Both(Both).Moment(Write).Moment(Write).Moment(Signal));
        yield return new("EVENT-06", "says nothing of the request eventfd", null,
            Open("request m0").Both(Both).Moment(Signal with { Eventfd = EventfdIndex.Req }));
    }

    private static StepBuilder Release() =>
        Open("release m0").Before(First).After(Created + Matrix + FirstGone).Lifecycle(IsAttached, "m0=Created");

    private static StepBuilder Open(string operation) => new(Scope, operation, Era.OpenDevice);
}
