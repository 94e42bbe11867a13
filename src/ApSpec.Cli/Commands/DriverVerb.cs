using System.Text.Json;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Worker;

namespace ApSpec.Cli.Commands;

/// <summary>A hidden verb that loads compiled drivers and prints the output of a command: the parent's side and the child's.</summary>
internal static class DriverVerb
{
    /// <summary>Runs a verb in a separate process. Returns its output, its exit code, and how the process died, if it did.</summary>
    public static (string Output, int Exit, string? Death) Read(string verb, IReadOnlyCollection<BuiltDriver> drivers, IEnumerable<string> options, Sandbox sandbox)
    {
        using var output = new StringWriter();
        var (exit, death) = WatchedRun.Run(Tool(verb, drivers, options, sandbox), output, Console.Error);
        return (output.ToString(), exit, death);
    }

    /// <summary>The verb's side: loads the drivers and does its work.</summary>
    public static int Serve(string[] drivers, string heartbeat, Func<BuiltDriver[], DriverSubject[], int> work) =>
        Serve(drivers, heartbeat, (built, subjects, _) => work(built, subjects));

    /// <summary>The same for a verb that updates the heartbeat itself.</summary>
    public static int Serve(string[] drivers, string heartbeat, Func<BuiltDriver[], DriverSubject[], Heartbeat, int> work) => WatchedRun.Serve(heartbeat, pulse =>
    {
        BuiltDriver[] built = [.. drivers.Select(json => WorkerCommandLine.Read(json))];
        Seal.Before(built.Select(driver => driver.LibraryPath));
        return work(built, [.. built.Select(driver => new DriverSubject(
            driver, DriverLibrary.Load(driver.LibraryPath, out var error) ?? throw new InputException(error), pulse.Beat))], pulse);
    });

    private static ToolCommand Tool(string verb, IReadOnlyCollection<BuiltDriver> drivers, IEnumerable<string> options, Sandbox sandbox)
    {
        var tool = DriverCommand.Tool(sandbox);
        return tool with
        {
            Arguments = [.. tool.Arguments, verb, .. options, .. drivers.Select(driver => JsonSerializer.Serialize(driver))],
            Reads = [.. drivers.Select(driver => Path.GetDirectoryName(driver.LibraryPath)!)],
        };
    }
}
