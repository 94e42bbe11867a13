using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Review;
using ApSpec.Rules;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Review;

/// <summary>Searches of schedules of the driver before a change are kept beside its library.</summary>
public sealed class KeptSearchesTests
{
    private static readonly ThreadLimits Limits = new(1, 20_000);
    private static readonly ThreadJob Request = ThreadJob.Calls(ThreadSets.Find("request")!.Trace);

    [KernelTreeFact]
    public void A_search_is_made_once_for_a_driver_and_read_from_then_on()
    {
        using var driver = LoadedDriver.Of("6.12");
        var engine = new Counting(driver);
        var pairs = ThreadJob.Pairs(PairStarts.All[0], 0, 400);
        var first = Kept(driver, engine);
        var (made, madePairs) = (first.Search(0, Request, Limits), first.Search(0, pairs, Limits));
        first.Keep();

        var second = Kept(driver, engine);
        var (read, readPairs) = (second.Search(0, Request, Limits), second.Search(0, pairs, Limits));

        Assert.Equal(2, engine.Searches);
        Assert.NotEmpty(made.Explored!.Findings);
        Assert.Equal(made.Explored.Findings.Select(Text), read.Explored!.Findings.Select(Text));
        Assert.Equal(made.Explored.Races.Select(race => race.Sign), read.Explored.Races.Select(race => race.Sign));
        Assert.Equal((made.Explored.States, made.Explored.Transitions, made.Explored.IsExhaustiveTo(1)), (read.Explored.States, read.Explored.Transitions, read.Explored.IsExhaustiveTo(1)));
        Assert.Equal((madePairs.Explored!.Searches, madePairs.Explored.Transitions), (readPairs.Explored!.Searches, readPairs.Explored.Transitions));
    }

    [KernelTreeFact]
    public void Other_limits_and_other_rules_are_other_searches()
    {
        using var driver = LoadedDriver.Of("6.12");
        var engine = new Counting(driver);
        var first = Kept(driver, engine);
        first.Search(0, Request, Limits);
        first.Search(0, Request, Limits with { PreemptionsMax = 0 });
        first.Keep();

        new KeptSearches(driver.Built, engine, RuleBook.All[1..]).Search(0, Request, Limits);

        Assert.Equal(3, engine.Searches);
    }

    [KernelTreeFact]
    public void What_time_or_a_death_cut_off_is_not_kept()
    {
        using var driver = LoadedDriver.Of("6.12");
        var engine = new Counting(driver) { IsDying = true };
        var dying = Kept(driver, engine);
        dying.Search(0, Request, Limits);
        dying.Search(0, Request, Limits);
        engine.IsDying = false;
        dying.Search(0, Request, Limits with { Time = new TimeLimit(TimeSpan.Zero, () => TimeSpan.Zero) });
        dying.Keep();

        Kept(driver, engine).Search(0, Request, Limits);

        Assert.Equal(4, engine.Searches);
    }

    [KernelTreeFact]
    public void A_damaged_file_is_made_again()
    {
        using var driver = LoadedDriver.Of("6.12");
        var engine = new Counting(driver);
        var first = Kept(driver, engine);
        first.Search(0, Request, Limits);
        first.Keep();
        var file = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(driver.Built.LibraryPath)!, "threads-*.json"));
        File.WriteAllText(file, File.ReadAllText(file)[..^40]);

        Assert.NotEmpty(Kept(driver, engine).Search(0, Request, Limits).Explored!.Findings);
        Assert.Equal(2, engine.Searches);
    }

    private static KeptSearches Kept(LoadedDriver driver, Counting engine) => new(driver.Built, engine, RuleBook.All);

    private static string Text(ThreadFinding finding) => $"{finding.Violation.Rule.Id} {finding.Violation.Sign} {finding.Preemptions} {finding.Trace}";

    private sealed class Counting(LoadedDriver driver) : IThreadEngine
    {
        private readonly LocalThreads engine = new(driver.Subject, RuleBook.All);

        public int Searches { get; private set; }

        public bool IsDying { get; set; }

        public Subject Subject => engine.Subject;

        public int Workers => engine.Workers;

        public ThreadSearched Search(int worker, ThreadJob job, ThreadLimits limits)
        {
            Searches++;
            return IsDying ? new ThreadSearched(job.Trace, null, "the process that ran it died", IsUnfinished: true) : engine.Search(worker, job, limits);
        }

        public ShortestThreads Shorten(int worker, ThreadFinding finding, ThreadLimits limits) => engine.Shorten(worker, finding, limits);

        public ThreadRecord? Play(Trace trace, out string refusal) => engine.Play(trace, out refusal);
    }
}
