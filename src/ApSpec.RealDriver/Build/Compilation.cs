using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>Makes a library in a build's directory: probes, every file, the link.</summary>
internal sealed class Compilation(KernelTree tree, ShimSource shim, Compiler compiler, FlavourFlags flags, WorkFolder folder)
{
    /// <summary>What was run.</summary>
    public BuildLog Log { get; } = new();

    /// <summary>What the probes found.</summary>
    public ImmutableArray<ProbeResult> Probes { get; private set; } = [];

    /// <summary>Does it; what the first tool that failed printed, or null.</summary>
    public async Task<string?> Run()
    {
        var probes = await ToolRun.InParallel(shim.Probes.Select(path => Calling(compiler.Compiling($"shim/{path}", null, flags.For(UnitKind.Fake)))));
        if (FailureIn(probes, probe => probe.Exit is null) is { } hung)
            return hung;
        Probes = [.. shim.Probes.Zip(probes, (path, probe) => new ProbeResult(Path.GetFileNameWithoutExtension(path), probe.Output.IsOk))];
        ImmutableArray<string> features = [.. Probes.Where(probe => probe.Has).Select(probe => $"-D{probe.Name}=1")];
        var units = tree.Objects.Select(path => (Path: $"tree/{path}", Kind: UnitKind.Driver))
            .Concat(shim.UnitsOf(flags).Select(unit => (Path: $"shim/{unit.Path}", unit.Kind)))
            .Select((unit, place) => (unit.Path, unit.Kind, Object: $"obj/{place:00}-{Path.GetFileNameWithoutExtension(unit.Path)}.o"))
            .ToArray();
        var runs = await ToolRun.InParallel(units.Select(unit => Calling(compiler.Compiling(
            unit.Path, unit.Object, unit.Kind == UnitKind.Runtime ? flags.For(unit.Kind) : [.. flags.For(unit.Kind), .. features]))));
        if (FailureIn(runs, run => !run.IsOk) is { } failed)
            return failed;
        var link = await Calling(["-o", flags.Product, .. units.Select(unit => unit.Object), .. flags.ForLink])();
        return FailureIn([link], run => !run.IsOk);
    }

    private string? FailureIn(
        ImmutableArray<(ImmutableArray<string> Arguments, ToolOutput Output)> runs, Func<ToolOutput, bool> isFailure)
    {
        foreach (var (arguments, output) in runs)
            Log.Add(compiler.Command, arguments, output);
        return runs.Select(run => run.Output).FirstOrDefault(isFailure) is { } failed ? failed.Error + failed.Out : null;
    }

    private Func<Task<(ImmutableArray<string> Arguments, ToolOutput Output)>> Calling(ImmutableArray<string> arguments) =>
        async () => (arguments, await compiler.Run(arguments, folder));
}
