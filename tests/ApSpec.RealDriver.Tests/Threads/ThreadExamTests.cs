using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Exam;
using ApSpec.Rules;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>Some defects of the exam that only calls at once show (docs/exam.md), put into the driver of 6.12.</summary>
public sealed class ThreadExamTests
{
    private static readonly Lazy<HashSet<string>> Sound = new(() =>
    {
        using var sound = LoadedDriver.Of("6.12");
        return Found(sound);
    });

    internal static readonly string List = Path.Combine(AppContext.BaseDirectory, "Exam", "threads.json");

    [GccFact]
    public void Each_entry_of_the_list_can_be_read()
    {
        var entries = ExamFile.Parse(List, File.ReadAllBytes(List), out var error);

        Assert.Null(error);
        Assert.True(entries.Count(entry => !entry.IsHarmless) > 60 && entries.Count(entry => entry.IsHarmless) > 10);
    }

    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData("mdev-create-list-add-without-lock", true)]
    [InlineData("queue-remove-drvdata-cleared-after-unlock", true)]
    [InlineData("mdev-remove-locks-swapped", true)]
    [InlineData("dma-unmap-without-lock", true)]
    [InlineData("cfg-changed-info-copied-after-unlock", true)]
    [InlineData("unassign-adapter-takes-perms-mutex", false)]
    public void It_is_noticed_and_a_refactoring_is_not(string name, bool isNoticed)
    {
        using var tree = new EditedTree("6.12");
        tree.Put(ExamFile.Parse(List, File.ReadAllBytes(List), out _).Single(entry => entry.Name == name));
        using var changed = tree.Load();

        Assert.Equal(isNoticed, Found(changed).Except(Sound.Value).Any());
    }

    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData("reset-status-stored-after-work-is-queued", true)]
    [InlineData("unassign-adapter-takes-perms-mutex", false)]
    public void What_no_rule_minds_shows_in_how_calls_end(string name, bool isOtherwise)
    {
        var was = Ends(null);
        var now = Ends(name);

        Assert.Equal(isOtherwise, now.Except(was).Any());
    }

    // The drivers are there one after the other: a process has one at a time.
    private static HashSet<string> Ends(string? name)
    {
        using var tree = new EditedTree("6.12");
        if (name is not null)
            tree.Put(ExamFile.Parse(List, File.ReadAllBytes(List), out _).Single(entry => entry.Name == name));
        using var driver = tree.Load();
        var engine = new LocalThreads(driver.Subject, RuleBook.All);
        return
        [
            .. PairStarts.All.Where(start => start.Only is null && !start.Trace.Scope.Has(Features.Failures)).Take(3)
                .SelectMany(start => engine.Search(0, ThreadJob.Pairs(start, 0, 1), new ThreadLimits(2, 60_000) { KeepsEnds = true }).Explored!.Ended)
                .Select(end => $"{end.Trace with { Schedule = new Schedule([]) }}{end.Key}"),
        ];
    }

    private static HashSet<string> Found(LoadedDriver driver)
    {
        var engine = new LocalThreads(driver.Subject, RuleBook.All);
        return [.. PairStarts.All.Where(start => start.Only != Era.Notifier)
            .SelectMany(start => Searches.Found(engine.Search(0, ThreadJob.Pairs(start, 0, 1), new ThreadLimits(1)).Explored!))];
    }
}
