using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Search.Review;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests.Review;

/// <summary>Which data races a change brings in.</summary>
public sealed class RaceComparisonTests
{
    private static readonly Trace Calls = TraceFile.Parse("test", Encoding.UTF8.GetBytes("""
        scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,locks,text
        create m0
        t1: show m0 matrix
        t2: assign_adapter m0 06
        schedule t2*8 t1

        """), out _)!.Trace;

    [Fact]
    public void One_that_the_same_calls_do_not_show_before_is_new()
    {
        var (found, unknown) = New(before: [], after: [Race("matrix_show")]);

        Assert.Equal(["matrix_show"], found);
        Assert.Equal(0, unknown);
    }

    [Fact]
    public void One_that_was_met_before_or_that_the_same_calls_show_before_is_not()
    {
        Assert.Empty(New(before: [Race("matrix_show")], after: [Race("matrix_show")]).Found);
        Assert.Empty(New(before: [Race("matrix_show")], after: [Race("matrix_show")], met: []).Found);
    }

    [Fact]
    public void One_that_moved_into_another_function_is_not_and_one_more_of_its_kind_is()
    {
        Assert.Empty(New(before: [Race("matrix_show")], after: [Race("helper")]).Found);
        Assert.Equal(["helper"], New(before: [Race("matrix_show")], after: [Race("matrix_show"), Race("helper")]).Found);
        Assert.Equal(["helper"], New(before: [Race("matrix_show")], after: [Race("helper", "G")]).Found);
    }

    [Fact]
    public void Where_the_calls_could_not_be_searched_to_the_end_before_nothing_is_said_but_that()
    {
        Assert.Equal(([], 1), New(before: null, after: [Race("matrix_show")], met: []));
        Assert.Equal(([], 1), New(before: [], after: [Race("matrix_show")], isWhole: false));
    }

    private static (string[] Found, int Unknown) New(DataRace[]? before, DataRace[] after, DataRace[]? met = null, bool isWhole = true)
    {
        var comparison = new RaceComparison(new Engine(before, isWhole), new Engine(after, true), new ThreadLimits(2));
        var found = comparison.NewIn(Outcome(met ?? before ?? []), Outcome(after));
        return ([.. found.Select(race => race.First.Function)], comparison.Unknown);
    }

    private static ThreadOutcome Outcome(DataRace[] races) =>
        new(new ModelSubject(Catalog.All.First()), ThreadBounds.Compared, 0, 0, 0, 0, []) { Races = [.. races] };

    private static DataRace Race(string function, params string[] held) => new(
        new RacingAccess(1, Calls.Threads[0].Calls[0], "load", 8, function, function, [.. held]),
        new RacingAccess(2, Calls.Threads[1].Calls[0], "store", 8, "assign_adapter_store", "assign_adapter_store", ["M"]), Calls);

    private sealed class Engine(DataRace[]? races, bool isWhole) : IThreadEngine
    {
        public Subject Subject => new ModelSubject(Catalog.All.First());

        public int Workers => 1;

        public ThreadSearched Search(int worker, ThreadJob job, ThreadLimits limits) => new(
            job.Trace, races is null ? null : new ThreadExploration(1, 1, 1, 0, isWhole ? limits.PreemptionsMax : 0, false, ImmutableSortedDictionary<Cutoff, long>.Empty, [])
            {
                Races = [.. races],
            });

        public ShortestThreads Shorten(int worker, ThreadFinding finding, ThreadLimits limits) => throw new NotSupportedException();

        public ThreadRecord? Play(Trace trace, out string refusal) => throw new NotSupportedException();
    }
}
