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
    /// <summary>Runs a verb in a separate process and passes its output on. If the process dies, there is no verdict.</summary>
    public static int Run(
        string verb, IReadOnlyCollection<BuiltDriver> drivers, string? scope, IEnumerable<string> options, Sandbox sandbox)
    {
        string[] bounds = [];
        if (scope is not null)
        {
            var named = Inputs.ScopeOf(scope);
            foreach (var driver in drivers)
                Inputs.Accept(new DriverSubject(driver), named);
            bounds = ["--scope", named.ToString()];
        }

        var (exit, death) = WatchedRun.Run(Tool(verb, drivers, [.. options, .. bounds], sandbox), Console.Out, Console.Error);
        if (death is null)
            return exit;
        Console.Error.WriteLine($"apspec: no verdict: {string.Join(" or ", drivers.Select(driver => driver.Name))} ended the run: {death}; "
            + "'check --driver' finds the call");
        return ExitCode.CutOff;
    }

    /// <summary>Runs a verb in a separate process. Returns its output, and how the process died, if it did.</summary>
    public static (string Output, string? Death) Read(string verb, IReadOnlyCollection<BuiltDriver> drivers, IEnumerable<string> options, Sandbox sandbox)
    {
        using var output = new StringWriter();
        var (_, death) = WatchedRun.Run(Tool(verb, drivers, options, sandbox), output, Console.Error);
        return (output.ToString(), death);
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
