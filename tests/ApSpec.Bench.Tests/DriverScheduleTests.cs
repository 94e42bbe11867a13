using ApSpec.Bench.Peers;
using ApSpec.RealDriver.Tests;

namespace ApSpec.Bench.Tests;

public sealed class DriverScheduleTests
{
    [Fact]
    public void Without_a_tree_the_rows_say_so_and_their_goal_is_missed()
    {
        var rows = new DriverScheduleRows(null, 3, "here", _ => { }).Run();

        Assert.Equal(["driver-schedules", "driver-schedule-steps"], rows.Select(row => row.Name));
        Assert.All(rows, row => Assert.Equal((null, 0, "not measured: --driver names no kernel tree"), (row.Ours, row.Rounds, row.Note)));
        Assert.Contains("- driver-schedules (the named sets on a compiled driver, one core, user CPU): goal >= 50 thousand schedules/s, measured -\n", PerformancePage.Of(rows), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_tree_is_named_in_the_rows()
    {
        var rows = new DriverScheduleRows("/nowhere/linux", 3, "here", _ => { }).Run();

        Assert.All(rows, row => Assert.StartsWith("not measured: /nowhere/linux", row.Note, StringComparison.Ordinal));
    }

    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void The_named_sets_of_a_compiled_driver_are_measured_in_a_process_of_their_own()
    {
        var rows = new DriverScheduleRows(KernelTrees.Of("6.12"), 1, "here", _ => { }).Run();

        Assert.All(rows, row => Assert.True(row.Ours > 0, row.Note));
        Assert.All(rows, row => Assert.StartsWith("the named sets on linux-6.12.", row.Measure, StringComparison.Ordinal));
    }

    [Fact]
    public void The_tree_is_an_option()
    {
        Assert.Equal(("driver", "linux"), PeersOptions.Parse(["--rows", "driver", "--driver", "linux"]) is var options ? (options.Rows, options.Driver) : default);
        Assert.Null(PeersOptions.Parse([]).Driver);
        Assert.Throws<BadInputException>(() => PeersOptions.Parse(["--driver"]));
        Assert.Throws<BadInputException>(() => PeersOptions.Parse(["--rows", "drivers"]));
    }
}
