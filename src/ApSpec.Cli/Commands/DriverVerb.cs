using System.Text.Json;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Worker;

namespace ApSpec.Cli.Commands;

/// <summary>A hidden verb that loads compiled drivers and prints what a command shows: both sides of it.</summary>
internal static class DriverVerb
{
    /// <summary>Runs a verb in a process of its own, and shows what it prints; a process that does not come to its end is no verdict.</summary>
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

        var tool = DriverCommand.Tool(sandbox);
        var (exit, death) = WatchedRun.Run(
            tool with
            {
                Arguments = [.. tool.Arguments, verb, .. options, .. bounds, .. drivers.Select(driver => JsonSerializer.Serialize(driver))],
                Reads = [.. drivers.Select(driver => Path.GetDirectoryName(driver.LibraryPath)!)],
            },
            Console.Out, Console.Error);
        if (death is null)
            return exit;
        Console.Error.WriteLine($"apspec: no verdict: {string.Join(" or ", drivers.Select(driver => driver.Name))} ended the run: {death}; "
            + "'check --driver' finds the call");
        return ExitCode.CutOff;
    }

    /// <summary>The verb's side: loads the drivers and does its work.</summary>
    public static int Serve(string[] drivers, string heartbeat, Func<BuiltDriver[], DriverSubject[], int> work) => WatchedRun.Serve(heartbeat, pulse =>
    {
        BuiltDriver[] built = [.. drivers.Select(json => WorkerCommandLine.Read(json))];
        Seal.Before(built.Select(driver => driver.LibraryPath));
        return work(built, [.. built.Select(driver => new DriverSubject(
            driver, DriverLibrary.Load(driver.LibraryPath, out var error) ?? throw new InputException(error), pulse.Beat))]);
    });
}
