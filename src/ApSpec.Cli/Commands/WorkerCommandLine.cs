using System.CommandLine;
using System.Text.Json;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Worker;

namespace ApSpec.Cli.Commands;

/// <summary><c>worker</c>, not for users: runs a compiled driver and takes orders on standard input.</summary>
internal static class WorkerCommandLine
{
    private const string Verb = "worker";

    public static Command Create()
    {
        var driver = new Argument<string>("DRIVER") { Description = "the built driver, as JSON" };
        var heartbeat = new Argument<string>("HEARTBEAT") { Description = "the file that tells where the worker is" };
        var command = new Command(Verb, "Run a compiled driver for another process.") { driver, heartbeat };
        command.Hidden = true;
        command.SetAction(parse =>
        {
            var built = JsonSerializer.Deserialize<BuiltDriver>(parse.GetValue(driver)!)
                ?? throw new InputException("worker: no driver");
            Seal.Before(built.LibraryPath);
            var library = DriverLibrary.Load(built.LibraryPath, out var error) ?? throw new InputException(error);
            using var pulse = Heartbeat.At(parse.GetValue(heartbeat)!);
            new WorkerLoop(new DriverSubject(built, library, pulse.Beat), new WorkerText(), pulse).Run(Console.In, Console.Out);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>How this program starts itself as a worker for <paramref name="built"/>.</summary>
    public static ToolCommand Of(BuiltDriver built, Sandbox sandbox)
    {
        var tool = DriverCommand.Tool(sandbox);
        return tool with
        {
            Arguments = [.. tool.Arguments, Verb, JsonSerializer.Serialize(built)],
            Reads = [Path.GetDirectoryName(built.LibraryPath)!],
        };
    }
}
