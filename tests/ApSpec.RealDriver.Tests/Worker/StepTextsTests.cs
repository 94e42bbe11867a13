using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.RealDriver.Worker;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>Recorded steps cross the pipe as data: what comes out prints as what went in, and commands no terminal.</summary>
public sealed class StepTextsTests
{
    private static readonly Vocabulary.Trace Trace = LoadedDriver.Trace("scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq\ncreate m0\n"
        + "open m0\nassign_adapter m0 05\nassign_domain m0 0006\nset_kvm m0 k0\naqic_enable k0 05.0006 isc=3 nib=0x12000\nset_kvm m0 null\n");

    [Theory]
    [InlineData("v5.10")]
    [InlineData("v5.11")]
    [InlineData("v6.5")]
    public void A_replay_prints_the_same_on_the_other_side(string revision)
    {
        var subject = new ModelSubject(Catalog.Find(revision)!);
        var replay = ReplayedTrace.Run(subject, Trace, RuleBook.All);

        var crossed = StepTexts.ReplayOf(Trace, WorkerJson.Read<ReplayData>(WorkerJson.Line(StepTexts.ToData(replay))));

        Assert.Equal(ReplayText.Format(subject, replay), ReplayText.Format(subject, crossed));
        Assert.Equal(replay.Violations.ToArray(), crossed.Violations.ToArray());
    }

    [Fact]
    public void A_finding_prints_the_same_on_the_other_side()
    {
        var subject = new ModelSubject(Catalog.Find("v5.10")!);
        var rule = RuleBook.Find("HOOK-01")!;
        var found = new Minimizer(subject, new Explore.SearchLimits(2_000)).Minimize(Trace, rule)! with { Path = ["vfio_ap_mdev_set_kvm (a.c:1)"] };
        var finding = new Finding(found, 7, Trace.Scope, 7, Reservations.Find(subject, found.Trace, rule));

        var crossed = FindingTexts.FindingOf(subject, WorkerJson.Read<FindingData>(WorkerJson.Line(FindingTexts.ToData(finding))));

        Assert.Equal(FindingText.Format([finding]), FindingText.Format([crossed]));
        Assert.NotEmpty(crossed.Counterexample.Guest);
    }

    [Fact]
    public void What_commands_a_terminal_is_taken_out()
    {
        var step = StepTexts.ToData(Recording.Record(new ModelSubject(Catalog.Find("v5.10")!), Trace, RuleBook.All)[0]);
        var loud = step with { Hook = "\u001b[2J", Faults = ["\u001b]0;x\u0007"], Reason = "\u001b" };
        var fact = new GuestFact(GuestFactKind.AqicDies) { Guest = "k0", Fault = "\u001b[31m" };

        var crossed = StepTexts.ReplayOf(Trace, new ReplayData([loud], [new GuestData(1, fact)], [new ReservationData([], "Unread", "\u001b", null)]));

        Assert.DoesNotContain('\u001b', ReplayText.Format(new ModelSubject(Catalog.Find("v5.10")!), crossed));
        Assert.Equal("?[2J", crossed.Steps[0].Cells.Hook);
    }
}
