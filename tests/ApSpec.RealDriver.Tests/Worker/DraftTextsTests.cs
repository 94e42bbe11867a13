using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Worker;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>Drafts that cross the pipe from a worker, which may have been taken over by the driver it runs.</summary>
public sealed class DraftTextsTests
{
    private static readonly Trace Trace = LoadedDriver.Trace("scope mdevs=1 kvms=1\ncreate m0\nopen m0\nset_kvm m0 k0\nset_kvm m0 null\n");
    private static readonly Origin Origin = new(
        (Trace with { Operations = Trace.Operations[..3] }).ToString(), 3, [new OriginRule("KVM-01"), new OriginRule("CALL-03", "Warning f:1")], [[new CodePlace("f", 1)], []]);

    private static readonly Draft Draft = new(
        new CampaignHit(RuleBook.Find("KVM-01")!, new Trigger(OperationKind.SetKvm, IsNull: true, FailPoint.None, IsRefused: false), 7, 8, Trace), Trace, Origin);

    [Fact]
    public void A_draft_is_the_same_after_the_pipe()
    {
        var read = DraftTexts.DraftOf(DraftTexts.ToData(Draft));

        Assert.Equal((Draft.Hit.Rule, Draft.Hit.Trigger, Draft.Hit.Shape, Draft.Hit.Seed), (read.Hit.Rule, read.Hit.Trigger, read.Hit.Shape, read.Hit.Seed));
        Assert.Equal(Trace.ToString(), read.Trace.ToString());
        Assert.Equal((Origin.Key, Origin.Step), (read.Origin!.Key, read.Origin.Step));
        Assert.Equal(Origin.Rules.AsEnumerable(), read.Origin.Rules);
        Assert.Equal(Origin.Partings.Select(parting => string.Join(' ', parting)), read.Origin.Partings.Select(parting => string.Join(' ', parting)));
    }

    [Fact]
    public void A_draft_may_have_no_origin() => Assert.Null(DraftTexts.DraftOf(DraftTexts.ToData(Draft with { Origin = null })).Origin);

    [Fact]
    public void The_key_of_an_origin_is_not_taken_from_the_worker() =>
        Assert.Equal(Origin.Key, DraftTexts.OriginOf(Origin with { Key = "forged" }, Trace).Key);

    [Fact]
    public void What_a_terminal_would_obey_is_not_in_what_is_read()
    {
        var read = DraftTexts.OriginOf(Origin with { Rules = [new OriginRule("KVM-01", "\u001b[2J")], Partings = [[new CodePlace("\u001b[2J", 1)]] }, Trace);

        Assert.DoesNotContain('\u001b', read.Rules[0].Sign!);
        Assert.DoesNotContain('\u001b', read.Partings[0][0].Function);
    }

    public static TheoryData<Origin> Forged =>
    [
        Origin with { Step = 0 },
        Origin with { Step = 5 },
        Origin with { Rules = [] },
        Origin with { Rules = default },
        Origin with { Rules = [new OriginRule("KVM-99")] },
        Origin with { Rules = [null!] },
        Origin with { Rules = [new OriginRule("KVM-01"), new OriginRule("KVM-01", "sign")] },
        Origin with { Partings = [] },
        Origin with { Partings = default },
        Origin with { Partings = [default(ImmutableArray<CodePlace>)] },
    ];

    [Theory]
    [MemberData(nameof(Forged), DisableDiscoveryEnumeration = true)]
    public void An_origin_that_no_trace_has_is_refused(Origin forged) =>
        Assert.Throws<InvalidDataException>(() => DraftTexts.DraftOf(DraftTexts.ToData(Draft) with { Origin = forged }));

    [Fact]
    public void A_draft_that_is_none_is_refused()
    {
        var data = DraftTexts.ToData(Draft);

        Assert.Throws<InvalidDataException>(() => DraftTexts.DraftOf(null));
        Assert.Throws<InvalidDataException>(() => DraftTexts.DraftOf(data with { Hit = null! }));
        Assert.Throws<InvalidDataException>(() => DraftTexts.DraftOf(data with { Trace = "no trace" }));
        Assert.Throws<InvalidDataException>(() => DraftTexts.DraftOf(data with { Hit = data.Hit with { Rule = "KVM-99" } }));
    }
}
