using System.CommandLine;
using System.Text.Json;
using ApSpec.Check;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Lines;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Worker;

namespace ApSpec.Cli.Commands;

/// <summary><c>worker</c>, not for users: runs a compiled driver and takes orders on standard input.</summary>
internal static class WorkerCommandLine
{
    private const string Verb = "worker";
    private static readonly JsonSerializerOptions Whole = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public static Command Create()
    {
        var driver = new Argument<string>("DRIVER") { Description = "the built driver, as JSON" };
        var heartbeat = new Argument<string>("HEARTBEAT") { Description = "the file that tells where the worker is" };
        var lines = new Argument<string?>("LINES") { Description = "the file that tells which lines were run", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(Verb, "Run a compiled driver for another process.") { driver, heartbeat, lines };
        command.Hidden = true;
        command.SetAction(parse =>
        {
            Interrupt.Ignore();
            var built = Read(parse.GetValue(driver)!);
            Seal.Before(built.LibraryPath);
            var library = DriverLibrary.Load(built.LibraryPath, out var error) ?? throw new InputException(error);
            var pulse = Heartbeat.At(parse.GetValue(heartbeat)!); // mapped until the process ends: the clock's thread writes to it
            if (parse.GetValue(lines) is { } path && !LineFile.At(path).Watch(library, pulse)) // mapped until the process ends, too
                throw new InputException("the lines that are run cannot be told on this machine");
            new WorkerLoop(new DriverSubject(built, library, pulse.Beat), name => new ModelSubject(Inputs.RevisionOf(name)), pulse).Run(Console.In, Console.Out);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>A built driver as an argument of a command that is not for users.</summary>
    public static BuiltDriver Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BuiltDriver>(json, Whole) ?? throw new InputException("no driver: null");
        }
        catch (JsonException e)
        {
            throw new InputException($"no driver: {e.Message}");
        }
    }

    /// <summary>How this program starts itself as a worker for <paramref name="built"/>.</summary>
    public static ToolCommand Create(BuiltDriver built, Sandbox sandbox)
    {
        var tool = DriverCommand.Tool(sandbox);
        return tool with
        {
            Arguments = [.. tool.Arguments, Verb, JsonSerializer.Serialize(built)],
            Reads = [Path.GetDirectoryName(built.LibraryPath)!],
        };
    }
}
