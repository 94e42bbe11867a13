using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Search.Review;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests.Review;

/// <summary>Which ways in which calls at once end a change brings in.</summary>
public sealed class EndComparisonTests
{
    private static readonly Trace Calls = FakeThreads.TraceOf("""
        create m0
        t1: show m0 matrix
        t2: assign_adapter m0 06
        schedule t2*8 t1
        """);

    [Fact]
    public void One_that_the_same_calls_do_not_come_to_before_is_new_beside_the_nearest_one()
    {
        var found = Assert.Single(New(before: [End(0, "t1 0", "q.reset_code 0", "m0.other 1"), End(1, "t1 -EIO", "q.reset_code 5")], after: [End(1, "t1 0", "q.reset_code 2", "m0.other 1")]).Found);
        Assert.Equal(["q.reset_code 2, 0 before"], found.Parts.Select(part => $"{part.What} {part.After}, {part.Before} before"));
    }

    [Fact]
    public void One_that_was_met_before_or_with_one_more_preemption_is_not()
    {
        Assert.Empty(New(before: [End(1, "t1 0")], after: [End(1, "t1 0")]).Found);
        Assert.Empty(New(before: [End(0, "t1 0")], after: [End(1, "t1 -EIO")], further: [End(3, "t1 -EIO")]).Found);
        Assert.Single(New(before: [End(0, "t1 0")], after: [End(1, "t1 -EIO")], further: [End(4, "t1 -EIO")]).Found);
    }

    [Fact]
    public void What_sequences_show_of_the_same_calls_is_left_to_them()
    {
        Assert.Empty(New(before: [End(0, "t1 0"), End(1, "t1 0", "m0.pins 1")], after: [End(0, "t1 0", "m0.extra 1"), End(1, "t1 0", "m0.pins 1", "m0.extra 1")]).Found);
        Assert.Single(New(before: [End(0, "t1 0"), End(1, "t1 0", "m0.pins 1")], after: [End(0, "t1 0", "m0.extra 1"), End(1, "t1 0", "m0.pins 2")]).Found);
    }

    [Fact]
    public void The_same_difference_is_said_once_and_calls_that_were_not_made_before_not_at_all()
    {
        var other = FakeThreads.TraceOf("t1: show m0 matrix\nt2: remove m0\nschedule t2*8 t1");
        ThreadEnd[] before = [End(0, "t1 0"), End(0, "t1 0") with { Trace = other }];
        Assert.Single(New(before, after: [End(1, "t1 -EIO"), End(1, "t1 -EIO") with { Trace = other }]).Found);
        Assert.Empty(New([End(0, "t1 0")], after: [End(1, "t1 -EIO") with { Trace = other }]).Found);
    }

    [Fact]
    public void Where_the_calls_could_not_be_searched_far_enough_before_nothing_is_said_but_that()
    {
        var (found, unknown) = New(before: [End(0, "t1 0")], after: [End(1, "t1 -EIO")], isWhole: false);
        Assert.Empty(found);
        Assert.Equal(1, unknown);
    }

    private static (ImmutableArray<Difference> Found, int Unknown) New(ThreadEnd[] before, ThreadEnd[] after, ThreadEnd[]? further = null, bool isWhole = true)
    {
        var comparison = new EndComparison(new FakeThreads(new ThreadExploration(1, 1, 1, 0, isWhole ? int.MaxValue : 0, false, ImmutableSortedDictionary<Cutoff, long>.Empty, [])
        {
            Ended = [.. before, .. further ?? []],
        }), new ThreadLimits(2));
        return (comparison.NewIn(Outcome(before), Outcome(after)), comparison.Unknown);
    }

    private static ThreadOutcome Outcome(ThreadEnd[] ends) =>
        new(new Check.ModelSubject(Catalog.All.First()), ThreadBounds.Compared, 0, 0, 0, 0, []) { Ended = [.. ends] };

    private static ThreadEnd End(int preemptions, params string[] facts) => new(Calls, preemptions, [.. facts]);
}
