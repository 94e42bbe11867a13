using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Replay;
using ApSpec.Report;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Records a trace on a compiled driver and runs the record as a program under gcc's sanitizers.</summary>
internal static class AsanReplay
{
    /// <summary>The compiler with the sanitizers.</summary>
    public const string Cc = "gcc";

    /// <summary>Runs it for one tree; returns the exit code.</summary>
    public static int Run(TreeName tree, Trace trace, string name, string? keep, Sandbox sandbox)
    {
        using var target = CheckTarget.From(RealDrivers.Build(tree, sandbox), jobs: 1, sandbox);
        var build = Library(tree, sandbox);
        using var folder = ReplayFolder.Create(keep);
        var record = target.Record(trace, name);
        var program = ReplayProgram.Compile(build, Cc, null, [record], folder.Path, sandbox, out var error) ?? throw new InputException(error);
        Console.WriteLine($"{target.Built!.Name}: {record.Count} calls, {record.Requests} requests recorded; run again under "
            + "AddressSanitizer and UndefinedBehaviorSanitizer");
        var run = program.Run(0, showsLedger: false);
        if (run.End != ReplayEnd.Clean)
            Print(run.Lines);
        Console.Write(run.Report);
        Console.WriteLine(MailText.Wrap(VerdictOf(run, record, target.Built), "", ""));
        if (keep is not null)
            Console.WriteLine($"the program is in {folder.Path}: trace.c is the record, make.sh compiles it, replay runs it");
        return run.End switch
        {
            ReplayEnd.Clean => record.CutOffAt is null ? ExitCode.Ok : ExitCode.CutOff,
            ReplayEnd.Reported => ExitCode.Violated,
            _ => ExitCode.BadInput,
        };
    }

    /// <summary>A tree's driver, compiled with the sanitizers.</summary>
    public static DriverBuild Library(TreeName tree, Sandbox sandbox) =>
        RealDrivers.Library(tree, new BuildOptions(Commands.DriverCommand.Tool(sandbox)) { Flavour = Flavour.Asan, Cc = Cc });

    // Calls that load the driver are the same for every trace.
    private static void Print(IEnumerable<string> lines)
    {
        foreach (var line in lines.SkipWhile(line => !line.StartsWith("step ", StringComparison.Ordinal) && !line.StartsWith("diverged", StringComparison.Ordinal)))
            Console.WriteLine(line);
    }

    private static string VerdictOf(ReplayRun run, CallRecord record, BuiltDriver built) => run.End switch
    {
        ReplayEnd.Clean when record.CutOffAt is { } step => $"no verdict from step {step} on: the driver called what nothing stands for ("
            + $"{string.Join(", ", built.Missing.Select(function => $"{function.Name}()"))}); clean up to there",
        ReplayEnd.Clean when record.IsWhole => "clean: no invalid access, no undefined behaviour, no leak",
        ReplayEnd.Clean => "clean: no invalid access, no undefined behaviour; leaks are not looked for, since a call did not come back",
        ReplayEnd.Reported => "the sanitizer's report is above",
        ReplayEnd.Diverged => $"no verdict, the program does not do what was recorded: {run.LastLine}",
        ReplayEnd.Failed => $"no verdict, the program ended with {run.Exit?.ToString() ?? "no exit code"}: {run.LastLine}",
        _ => throw new InvalidOperationException($"unknown end {run.End}"),
    };
}
