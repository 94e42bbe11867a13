using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Search.Threads;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>Calls at once end in the real code as they can end in its model (docs/lockstep.md).</summary>
public sealed class ThreadLockStepTests
{
    [KernelTreeTheory]
    [InlineData("6.12", "few")]
    [InlineData("6.12", "unbound")]
    [InlineData("6.1", "few")]
    public void Every_two_calls_end_as_in_the_model(string version, string start) => Compare(version, start, preemptions: 1);

    [KernelTreeTheory]
    [Trait("Kind", "Long")]
    [InlineData("guest")]
    [InlineData("asked")]
    [InlineData("closed")]
    [InlineData("unbound")]
    [InlineData("hosts")]
    [InlineData("configured")]
    [InlineData("gone")]
    [InlineData("few")]
    public void Every_two_calls_of_6_12_end_as_in_the_model_with_two_preemptions(string start) => Compare("6.12", start, preemptions: 2);

    [KernelTreeFact]
    public void A_model_of_another_driver_ends_otherwise()
    {
        using var driver = LoadedDriver.Of("6.12");

        Assert.NotEmpty(new ThreadLockStep(new ModelSubject(Catalog.Find("v6.0")!), driver.Subject, 1).Run(StartOf("unbound")));
    }

    private static void Compare(string version, string start, int preemptions)
    {
        using var driver = LoadedDriver.Of(version);
        var run = new ThreadLockStep(new ModelSubject(Catalog.ModelOf(driver.Built.Version)!), driver.Subject, preemptions);

        var differences = run.Run(StartOf(start)).ToArray();

        Assert.True(differences.Length == 0, string.Join('\n', differences.Select(one => $"{string.Join("; ", one.Trace.Operations)}; {one.Trace.Schedule}\n  {one.Parts}")));
        Assert.True(run is { Compared: > 30, Schedules: > 100 }, $"{run.Compared} sets, {run.Schedules} schedules");
    }

    private static PairStart StartOf(string name) => PairStarts.All.First(start => start.Name == name && start.Only != ApSpec.Vocabulary.Era.Notifier);
}
