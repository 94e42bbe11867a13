using System.Globalization;
using System.Text.Json;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;

namespace ApSpec.Bench.Peers;

/// <summary>The schedules of the named sets of calls at once on the driver compiled from a kernel tree, on one core, every rule on. No peer runs them.</summary>
/// <param name="tree">The tree as the user named it; null for none.</param>
/// <param name="rounds">Rounds.</param>
/// <param name="machine">Where it is measured.</param>
/// <param name="say">Told what is being done.</param>
internal sealed class DriverScheduleRows(string? tree, int rounds, string machine, Action<string> say)
{
    private const string Goal = ">= 50 thousand schedules/s";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Measures; rows that say why not, when there is no tree, or no driver can be made of it here.</summary>
    public IReadOnlyList<BenchRow> Run()
    {
        if (tree is null)
            return Unmeasured("--driver names no kernel tree");
        var tool = new ToolCommand(Environment.ProcessPath!, [typeof(DriverScheduleRows).Assembly.Location]);
        say($"compiling the driver of {tree}");
        using var folder = TreeFolder.Open(TreeName.Parse(tree), tool.Sandbox, out var error);
        if (folder is null || DriverBuild.Get(folder.Path, new BuildOptions(tool) { TreeName = folder.Name }, out error) is not { } build)
            return Unmeasured(error.Split('\n')[0]);
        var built = build.Built(folder.Name);
        say($"schedules of {built.Name}, a first round that is not counted, and {rounds} more");
        var program = (tool with { Reads = [build.Folder] }).With([DriverScheduleSearch.Command, JsonSerializer.Serialize(built), rounds.ToString(CultureInfo.InvariantCulture)]);
        var output = ToolRun.Run(tool.Sandbox, program, Limit).GetAwaiter().GetResult();
        return output.IsOk ? Measured(built, output.Out) : Unmeasured($"{built.Name}: {output.Error.Split('\n')[0]}");
    }

    private BenchRow[] Measured(BuiltDriver built, string output)
    {
        // Of each round the schedules, the steps and the seconds; the first is the compiler's.
        var counted = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        if (counted.Any(round => round[0] != counted[0][0] || round[1] != counted[0][1]))
            throw new InvalidOperationException($"{built.Name}: a search made again counts other schedules");
        double Rate(int place) => Median.Of(counted[1..].Select(round => round[place] / round[2] / 1e3));
        var note = string.Create(CultureInfo.InvariantCulture,
            $"{counted[0][0]:N0} schedules with at most {DriverScheduleSearch.PreemptionsMax} preemptions; the time has the searches that find out where they have to stop");
        return [Row("driver-schedules", built.Name, Rate(0), note, "schedules", Goal), Row("driver-schedule-steps", built.Name, Rate(1), note, "steps", null)];
    }

    private BenchRow[] Unmeasured(string why) =>
    [
        Row("driver-schedules", "a compiled driver", null, $"not measured: {why}", "schedules", Goal),
        Row("driver-schedule-steps", "a compiled driver", null, $"not measured: {why}", "steps", null),
    ];

    private BenchRow Row(string name, string driver, double? value, string note, string unit, string? goal) => new(
        name, $"the named sets on {driver}, one core, user CPU", value, null, null, $"thousand {unit}/s", note, null, null, value is null ? 0 : rounds, goal, machine);
}
