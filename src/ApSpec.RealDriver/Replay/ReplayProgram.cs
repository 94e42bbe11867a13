using System.Collections.Immutable;
using System.Text;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Replay;

/// <summary>
/// A C program that runs recorded traces again without ApSpec: the records as tables, linked with one object that has the driver and its
/// fakes.
/// </summary>
public sealed class ReplayProgram
{
    private const string Source = "trace.c";
    private const string Object = "trace.o";
    private const string Program = "replay";
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(60);
    private readonly ConfinedProgram program;
    private readonly Sandbox sandbox;

    private ReplayProgram(ConfinedProgram program, Sandbox sandbox)
    {
        this.program = program;
        this.sandbox = sandbox;
    }

    /// <summary>
    /// Compiles the program in a directory, which then has all of its sources; null with an error text when that fails.
    /// </summary>
    /// <param name="build">The driver, of a flavour for programs.</param>
    /// <param name="cc">The compiler that made it.</param>
    /// <param name="emulator">The emulator for programs of another machine; null for this machine.</param>
    /// <param name="records">What the program runs; its tables are in this order.</param>
    /// <param name="folder">The directory, which is empty or does not exist.</param>
    /// <param name="sandbox">The sandbox of compiler and program.</param>
    /// <param name="error">Why there is none.</param>
    public static ReplayProgram? Compile(
        DriverBuild build, string cc, string? emulator, IReadOnlyList<CallRecord> records, string folder, Sandbox sandbox, out string error)
    {
        try
        {
            (var program, error) = Compile(build, cc, emulator, RecordSource.Generate(records, build.Manifest.CoreFacts), folder, sandbox).GetAwaiter().GetResult();
            return program;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"{folder}: the program cannot be written there: {e.Message}";
            return null;
        }
    }

    /// <summary>Runs a table.</summary>
    /// <param name="table">From 0.</param>
    /// <param name="showsLedger">Print the observation after each call.</param>
    public ReplayRun Run(int table, bool showsLedger) => RunAsync(table, showsLedger).GetAwaiter().GetResult();

    /// <summary>The same for several tables, as many at a time as there are processors.</summary>
    public ImmutableArray<ReplayRun> RunAll(int tables, bool showsLedger) => ToolRun.InParallel(
        Enumerable.Range(0, tables).Select<int, Func<Task<ReplayRun>>>(table => () => RunAsync(table, showsLedger))).GetAwaiter().GetResult();

    /// <summary>Compiles with a given text in place of the tables.</summary>
    internal static async Task<(ReplayProgram? Program, string Error)> Compile(
        DriverBuild build, string cc, string? emulator, string tables, string folder, Sandbox sandbox)
    {
        var (compiler, error) = await Compiler.Find(cc);
        if (compiler is null)
            return (null, error);
        folder = Path.GetFullPath(folder);
        var flags = FlavourFlags.Of(build.Manifest.Flavour);
        var work = new WorkFolder(folder);
        Copy(build.Folder, folder);
        work.Write(Source, Encoding.UTF8.GetBytes(tables));
        var compiling = compiler.Compiling(Source, Object, flags.For(UnitKind.Runtime).Where(flag => flag != "-ffreestanding"));
        // Linked statically for another machine: the emulator does not know the directory of its shared libraries.
        string[] linking = ["-o", Program, Object, flags.Product, .. flags.All, .. emulator is null ? Array.Empty<string>() : ["-static"]];
        var script = $"#!/bin/sh -e\n# How apspec made this program; run it here.\ncd \"$(dirname \"$0\")\"\n"
            + $"{Line(cc, compiling)}\n{Line(cc, linking)}\n";
        work.Write("make.sh", Encoding.UTF8.GetBytes(script));
        foreach (var arguments in (IEnumerable<string>[])[compiling, linking])
        {
            var output = await compiler.Run(arguments, work, sandbox);
            if (!output.IsOk)
                return (null, $"the recorded program does not compile: {CompileFailure.Parse(output.Error + output.Out).Message}");
        }

        var path = Path.Combine(folder, Program);
        var kind = build.Manifest.Flavour == Flavour.Asan ? ProgramKind.Sanitized : ProgramKind.Program;
        var program = emulator is null ? new ConfinedProgram(kind, path, []) : new ConfinedProgram(kind, emulator, [path]);
        return (new ReplayProgram(program with { Folder = folder, Readable = [folder, .. SystemFolders.FoldersOf(program.File)] }, sandbox), "");
    }

    private static string Line(string cc, IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Prepend(cc).Select(word => word.Any(c => c is '"' or ' ' or '\'') ? $"'{word}'" : word));

    // The sources are copied, so that reports and debuggers find the lines they name.
    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    private async Task<ReplayRun> RunAsync(int table, bool showsLedger)
    {
        string[] arguments = [$"{table}", .. showsLedger ? ["ledger"] : Array.Empty<string>()];
        var output = await ToolRun.Run(sandbox, program with { Arguments = [.. program.Arguments, .. arguments] }, RunLimit);
        return new ReplayRun(output.Exit, output.Out, output.Error);
    }
}
