using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Search.Review;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests.Review;

/// <summary>Memory that is freed at one place and used at many is one cause; what of it is new, and what is mended.</summary>
public sealed class ThreadComparisonTests
{
    private const string Freed = "vfio_ap_mdev_remove_queue (vfio_ap_ops.c:2507)";

    [Fact]
    public void A_campaign_shortens_one_use_of_what_is_freed_at_one_place()
    {
        var engine = new FakeThreads(Explored(Use("first", 2), Use("second", 1), Use("third", 3, "another (vfio_ap_ops.c:1)")));
        var outcome = new ThreadCampaign(engine, ThreadBounds.Compared, new CampaignOptions(Seed: 0, Traces: 100)).Run(true, false, [], 0);

        Assert.Equal(["second", "third"], engine.Shortened.Select(FunctionOf).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["second first", "third"], outcome.Causes.Select(cause => string.Join(' ', cause[0].Places.Select(FunctionOf))));
    }

    [Fact]
    public void A_place_that_was_not_there_before_is_new_and_leads()
    {
        var change = Assert.Single(Changes(before: [Use("first", 1)], after: [Use("first", 1), Use("second", 1)]));
        Assert.Equal(ChangeKind.New, change.Kind);
        Assert.Equal("second", FunctionOf(change.Cause[0].Finding));
    }

    [Fact]
    public void What_was_there_is_the_same_and_what_is_gone_at_every_place_is_mended()
    {
        Assert.Equal(ChangeKind.Same, Assert.Single(Changes(before: [Use("first", 1), Use("second", 1)], after: [Use("second", 1)])).Kind);
        Assert.Equal(ChangeKind.Mended, Assert.Single(Changes(before: [Use("first", 1), Use("second", 1)], after: [])).Kind);
    }

    [Fact]
    public void The_place_of_the_free_tells_no_two_uses_apart()
    {
        Assert.Equal(Use("first", 1).Violation.Sign, Use("first", 1, "another (vfio_ap_ops.c:1)").Violation.Sign);
        Assert.NotEqual(Use("first", 1).Violation.Sign, Use("second", 1).Violation.Sign);
    }

    private static ImmutableArray<ThreadChange> Changes(ThreadFinding[] before, ThreadFinding[] after) =>
        new ThreadComparison(new FakeThreads(Explored(before)), new FakeThreads(Explored(after)), ThreadBounds.Compared).Of(Outcome(before), Outcome(after));

    private static ThreadOutcome Outcome(ThreadFinding[] findings) => new(
        new ModelSubject(Catalog.All.First()), ThreadBounds.Compared, 0, 0, 0, 0,
        findings.Length == 0 ? [] : [new ShortestThreads(findings[0], null, true) { Elsewhere = [.. findings.Skip(1)] }]);

    private static ThreadExploration Explored(params ThreadFinding[] findings) =>
        new(1, 1, 1, 0, 2, false, ImmutableSortedDictionary<Cutoff, long>.Empty, [.. findings]);

    private static ThreadFinding Use(string function, int preemptions, string freed = Freed)
    {
        var fault = new Fault(FaultKind.UseAfterFree, "q05.0006", $"{function} (vfio_ap_ops.c:7)", 0) { Freed = freed };
        var evidence = new Evidence(EvidenceColumn.State, Text: $"{fault}", Sign: $"{fault.Kind} {fault.Function}") { Freed = freed };
        return new ThreadFinding(new ThreadViolation(RuleBook.Find("MEM-01")!, evidence), preemptions, 1,
            FakeThreads.TraceOf($"create m0\nt1: show m0 matrix\nt2: assign_adapter m0 06\nschedule t2*{preemptions} t1"));
    }

    private static string FunctionOf(ThreadFinding finding) => finding.Violation.Evidence.Used!.Split(' ')[0];
}
