using System.Text.RegularExpressions;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.RealDriver.Exam;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Review;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed partial class ReviewTextTests
{
    private static readonly CheckOutcome Before = Run("v5.10");

    [Fact]
    public void How_a_cause_is_changed_stands_before_its_rules_which_may_be_cut()
    {
        var widest = Before.Causes.MaxBy(cause => cause.Findings.Length)!;

        var text = Format(new CauseChange(ChangeKind.Changed, widest, "1 of 9 ways to it are mended"));

        Assert.Matches(@"\nCHANGED\n  \w+, [^:]*; 1 of 9 ways to it\s+are mended: \w+-\d\d", text);
    }

    [Fact]
    public void An_entry_that_is_cut_says_so_and_a_whole_one_does_not()
    {
        var widest = Before.Causes.MaxBy(cause => cause.Findings.Length)!;
        var plain = new Cause([Cases.FindingOf(Cases.Kvm01)]);

        Assert.Contains(" ...\n", Format(new CauseChange(ChangeKind.Changed, widest)), StringComparison.Ordinal);
        Assert.DoesNotContain(" ...", Format(new CauseChange(ChangeKind.Changed, plain)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_in_which_nothing_ran_beside_the_driver_before_says_so() =>
        Assert.Contains("none beside the driver before the change;", Spaces().Replace(Format(), " "), StringComparison.Ordinal);

    [Fact]
    public void Calls_that_end_otherwise_are_told()
    {
        var outcome = Outcome() with { Ends = [End] };

        Assert.Contains("\nENDS OTHERWISE, by calls at once, and no rule minds\n  'assign_adapter m0 06' returns -EIO, 0 in the nearest end before", ReviewText.Format(outcome), StringComparison.Ordinal);
        Assert.Contains("WARNING: ends otherwise: 'assign_adapter m0 06' returns -EIO", string.Join('\n', ReviewTerse.Lines(outcome)), StringComparison.Ordinal);
        Assert.False(outcome.IsJudged);
    }

    [Theory]
    [InlineData("defect", ExamVerdict.ByDifference)]
    [InlineData("refactoring", ExamVerdict.FalseAlarm)]
    public void An_exam_notices_what_shows_in_the_ends_alone(string kind, ExamVerdict verdict)
    {
        var result = ExamResult.From(new ExamEntry("one", kind, "", "", "", []), Outcome() with { Ends = [End], Compared = 1 }, 0);

        Assert.Equal(verdict, result.Verdict);
        Assert.Contains("ends otherwise, 'assign_adapter m0 06' returns -EIO", Spaces().Replace(SeedText.Line(1, 1, result), " "), StringComparison.Ordinal);
    }

    private static readonly Difference End = new(
        TraceFile.Parse("test", "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,locks,text\ncreate m0\nt1: show m0 matrix\nt2: assign_adapter m0 06\nschedule t2*8 t1\n"u8.ToArray(), out _)!.Trace,
        [new DifferencePart("t2", "", "0", "-EIO")]);

    private static ReviewOutcome Outcome(params CauseChange[] changes) => new(Pair, Before, Before, [.. changes]);

    private static ReviewPair Pair => new("a -> b", null!, null!, "");

    private static string Format(params CauseChange[] changes) =>
        ReviewText.Format(Outcome(changes));

    private static CheckOutcome Run(string revision) => Checker.Run(
        new CheckRequest([], RuleBook.All, [ScopeText.Parse("mdevs=2 kvms=2 adapters=05 domains=0006 features=masks", out _)!],
            new CampaignOptions(Traces: 300), new SearchLimits(500)),
        new ModelSubject(Catalog.Find(revision)!));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
