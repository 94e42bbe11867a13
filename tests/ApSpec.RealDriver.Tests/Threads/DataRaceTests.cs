using System.Text.RegularExpressions;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>Data races: two accesses that come next at the same time, in the drivers of the trees and in copies with a lock left out.</summary>
public sealed class DataRaceTests
{
    private const string Trigger = "matrix_mdev->req_trigger";

    private const string Show = """
        scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,locks,text
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        t1: show m0 matrix
        t2: assign_adapter m0 06
        schedule
        """;

    [KernelTreeFact]
    public void A_lock_left_out_shows_in_the_two_functions_that_meet_and_not_where_the_lock_is()
    {
        using var sound = LoadedDriver.Of("6.12");
        using var tree = new EditedTree("6.12");
        tree.Change(text => Regex.Replace(text, @"(?<=\bmatrix_show\([^{]*\{[^}]*)mutex_(un)?lock\(&matrix_dev->mdevs_lock\);", ""));
        using var changed = tree.Load();

        Assert.Empty(Races(sound, Show));
        Assert.Equal(["atomic in assign_adapter_store / load in vfio_ap_mdev_matrix_show"], Races(changed, Show).Select(race => race.Sign));
    }

    [KernelTreeFact]
    public void The_request_that_reads_its_eventfd_without_a_lock_is_one_with_places_locks_and_a_schedule()
    {
        using var driver = LoadedDriver.Of("6.12");

        var race = Assert.Single(Searches.Of(driver, "request", preemptions: 1).Races);

        Assert.Equal("load in vfio_ap_mdev_request / store in vfio_ap_set_request_irq", race.Sign);
        var store = race.First.What == "store" ? race.First : race.Second;
        Assert.Contains("M", store.Held);
        Assert.Equal(2, store.Thread);
        Assert.Matches(@"^vfio_ap_set_request_irq \(vfio_ap_ops\.c:\d+\)$", store.Place);
        Assert.NotEmpty(race.Trace.Schedule!.Turns);
    }

    [KernelTreeFact]
    public void Two_marked_accesses_are_none()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => Regex.Replace(text, $@"{Trigger} = (\w+);", $"WRITE_ONCE({Trigger}, $1);"));
        tree.Change(text => Regex.Replace(text, $@"(?<!WRITE_ONCE\(){Trigger}\b", $"READ_ONCE({Trigger})"));
        using var driver = tree.Load();

        Assert.Empty(Searches.Of(driver, "request", preemptions: 1).Races);
    }

    [NotifierTreeFact]
    public void The_hook_of_5_10_is_stored_under_one_lock_and_loaded_under_another()
    {
        using var driver = LoadedDriver.Of(KernelTrees.Notifier);

        var races = Searches.Of(driver, "hook-removed", preemptions: 1).Races;

        var race = Assert.Single(races, one => one.Sign == "load in handle_pqap / store in vfio_ap_mdev_release");
        Assert.Equal(["L", "V(k0)"], new[] { race.First, race.Second }.SelectMany(access => access.Held).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<DataRace> Races(LoadedDriver driver, string text)
    {
        var trace = TraceFile.Parse("race", System.Text.Encoding.UTF8.GetBytes(text), out _)!.Trace;
        var run = ThreadRun.Begin(driver.Subject.CreateForThreads(trace.Scope), RuleBook.All, trace, out var refusal);
        Assert.True(run is not null, refusal);
        return new ThreadSearch(run, trace).Run(new ThreadLimits(1)).Races;
    }
}
