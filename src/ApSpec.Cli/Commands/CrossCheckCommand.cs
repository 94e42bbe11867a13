using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Replay;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>driver cross-check</c>: recorded traces on this machine and on s390x.</summary>
internal static class CrossCheckCommand
{
    private const int DifferencesShownMax = 5;

    public static Command Create()
    {
        var tree = new Option<string>("--kernel-tree") { Description = "directory of a kernel source tree, or TREE@REV; it is only read", Required = true };
        var files = new Argument<string[]>("FILE") { Description = ".trace files; default the happy path and random traces", Arity = ArgumentArity.ZeroOrMore };
        var traces = Options.Number("--traces", "random traces, when no file is named", 200, 0, 2_000);
        var rev = Options.Rev();
        var keep = new Option<string?>("--keep") { Description = "keep both C programs in this directory, which is new or empty" };
        var isUnsafe = Options.Unsafe();
        var command = new Command("cross-check",
            "Run recorded traces on this machine and, big-endian, on s390x by qemu-s390x; what can be seen after each call must be the same.")
        {
            files, tree, rev, traces, keep, isUnsafe,
        };
        command.SetAction(parse =>
        {
            ImmutableArray<(string, Trace)> named = [.. parse.GetValue(files)!.Select(path => (path, Inputs.TraceFileOf(path, runsThreads: true).Trace))];
            return Run(Options.TreesOf([parse.GetValue(tree)!], parse.GetValue(rev))[0], named, parse.GetValue(traces), parse.GetValue(keep), parse.GetValue(isUnsafe));
        });
        return command;
    }

    private static int Run(TreeName tree, ImmutableArray<(string Name, Trace Trace)> named, int random, string? keep, bool isUnsafe)
    {
        if (CrossMachine.Missing() is { } missing)
            throw new InputException(missing);
        var sandbox = Sandboxes.Create(isUnsafe);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var target = CheckTarget.From(RealDrivers.Build(tree, sandbox), jobs: 1, sandbox);
        var traces = named.IsEmpty ? CrossTraces.Create(target.Built!.Era, random) : named;
        using var folder = ReplayFolder.Create(keep);
        CallRecord[] records = [.. traces.Select(trace => target.Record(trace.Trace, trace.Name))];
        var here = Program(tree, "gcc", null, records, folder.At("here"), sandbox);
        var there = Program(tree, CrossMachine.Cc, CrossMachine.Emulator, records, folder.At("s390x"), sandbox);
        var result = CrossResult.Compare(records, here.RunAll(records.Length, showsLedger: true), there.RunAll(records.Length, showsLedger: true));
        Print(target.Built!.Name, result, records.Length, clock.Elapsed);
        if (keep is not null)
            Console.WriteLine($"the programs are in {folder.Path}/here and {folder.Path}/s390x; 'replay N ledger' runs trace N, from 0");
        return result.Differences.IsEmpty ? ExitCode.Ok : ExitCode.Violated;
    }

    private static ReplayProgram Program(TreeName tree, string cc, string? emulator, CallRecord[] records, string folder, Sandbox sandbox)
    {
        var build = RealDrivers.Library(tree, new BuildOptions(DriverCommand.Tool(sandbox)) { Flavour = Flavour.Replay, Cc = cc });
        return ReplayProgram.Compile(build, cc, emulator, records, folder, sandbox, out var error) ?? throw new InputException(error);
    }

    private static void Print(string name, CrossResult result, int traces, TimeSpan time)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {result.Traces:N0} of {traces:N0} traces agree on this machine and on s390x: {result.Operations:N0} operations that call the driver, "
            + $"{result.Calls:N0} calls, {result.Fields:N0} fields that are not zero ({time.TotalSeconds:F1} s)"));
        foreach (var difference in result.Differences.Take(DifferencesShownMax))
            Console.WriteLine($"{difference.Record}: differs at {difference.Call}\n  here:  {difference.Here}\n  s390x: {difference.There}");
        if (result.Differences.Length > DifferencesShownMax)
            Console.WriteLine($"and {result.Differences.Length - DifferencesShownMax} more traces");
    }
}
