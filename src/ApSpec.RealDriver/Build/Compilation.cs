using System.Collections.Immutable;
using System.Text;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// Makes a library in a build's directory: probes, every file, the link. A called function without a fake becomes a stub, and the file
/// that calls it is compiled again.
/// </summary>
internal sealed class Compilation(
    KernelTree tree, ShimSource shim, Compiler compiler, FlavourFlags flags, WorkFolder folder, Sandbox sandbox, string objects)
{
    /// <summary>Rounds of compilation, at most. A compiler stops after twenty errors, so a round finds as many names; no known tree comes near this.</summary>
    private const int RoundsMax = 25;

    private const string HeadersUnit = "inc/headers.c";
    private const string GroupNotifier = "HAVE_GROUP_NOTIFIER";
    private const string UnmapNotifier = "HAVE_IOMMU_NOTIFIER";
    private readonly ObjectCache cache = new(objects, folder, compiler);
    private readonly KvmUnit kvm = new(tree.Kvm, folder);

    /// <summary>The commands that were run.</summary>
    public BuildLog Log { get; } = new();

    /// <summary>What the probes found.</summary>
    public ImmutableArray<ProbeResult> Probes { get; private set; } = [];

    /// <summary>Which functions of KVM are the tree's own.</summary>
    public ImmutableArray<KvmFunctionState> Kvm => kvm.States;

    /// <summary>Which parts of the kernel around the driver are the tree's own.</summary>
    public ImmutableArray<SubsystemState> Subsystems { get; private set; } = [];

    /// <summary>Why no kernel can be put around this driver, so that there is no library; null when one can.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Functions that the tree calls and that have no fake.</summary>
    public Stubs Stubs { get; } = new(tree, folder);

    /// <summary>Compiles and links. Returns the output of the first tool that failed, and the file it was given, or null.</summary>
    public async Task<(string Output, string? Source)?> Run()
    {
        Stubs.Write();
        // An empty probe first: a header that lacks a name would make every probe fail.
        folder.Write(HeadersUnit, Encoding.UTF8.GetBytes($"#include \"{Path.GetFileName(TreeHeaders.Private)}\"\n"));
        kvm.WriteTypes();
        var broken = await Compile([new(HeadersUnit, null, flags.For(UnitKind.Fake))]);
        if (broken is { } withTypes && kvm.DropTypes(FirstOf(withTypes)))
            broken = await Compile([new(HeadersUnit, null, flags.For(UnitKind.Fake))]);
        if (broken is not null)
            return broken;
        var probes = await ToolRun.InParallel(shim.Probes.Select(path => Calling(compiler.Compiling($"shim/{path}", null, flags.For(UnitKind.Fake)))));
        if (FailureIn(probes, probe => probe.Exit is null) is { } hung)
            return hung;
        Probes = [.. shim.Probes.Zip(probes, (path, probe) => new ProbeResult(Path.GetFileNameWithoutExtension(path), probe.Output.IsOk))];
        ImmutableArray<string> features = [.. Probes.Where(probe => probe.Has).Select(probe => $"-D{probe.Name}=1")];
        var (core, macros) = await CompileSubsystems(features);
        Refusal = RefusalOf(Subsystem.All.Zip(Subsystems).First(row => row.First == Subsystem.Vfio).Second);
        if (Refusal is not null)
            return null;
        features = [.. features, .. macros];
        var functions = UnitOf(KvmText.Functions, UnitKind.Function, features);
        await kvm.Choose(() => FailureOf(functions));
        ImmutableArray<Unit> units =
        [
            .. tree.Objects.Select(path => UnitOf($"tree/{path}", UnitKind.Driver, features))
                .Concat(shim.UnitsOf(flags).Select(unit => UnitOf($"shim/{unit.Path}", unit.Kind, features)))
                .Concat(kvm.IsNeeded ? [functions] : [])
                .Concat(Subsystem.All.Zip(Subsystems).Where(row => !row.Second.IsOwn).SelectMany(row => shim.UnitsIn(row.First.AssumedFolder))
                    .Select(path => UnitOf($"shim/{path}", UnitKind.Fake, features))),
        ];
        return await Compile(units) ?? await Link([.. core, .. units.Select(unit => unit.Object!)]);
    }

    // A subsystem with a file that does not compile is faked as a whole. Nothing else that is compiled depends on this.
    private async Task<(ImmutableArray<string> Objects, ImmutableArray<string> Macros)> CompileSubsystems(ImmutableArray<string> features)
    {
        var states = ImmutableArray.CreateBuilder<SubsystemState>();
        var objects = new List<string>();
        var macros = new List<string>();
        ImmutableArray<string> all =
        [
            .. tree.Subsystems.Where(row => row.Missing is null).Select(row => $"-D{row.Subsystem.Macro}=1"),
            .. tree.Subsystems.SelectMany(row => row.Subsystem.Optional.Intersect(row.Files)).Select(file => $"-D{HasMacroOf(file)}=1"),
        ];
        foreach (var (subsystem, files, missing) in tree.Subsystems)
        {
            ImmutableArray<Unit> units =
            [
                .. files.Select(file => shim.PeekInto(subsystem, file) is { } peek
                    ? UnitOf($"shim/{peek}", UnitKind.Core, [.. features, .. all, $"-DAPX_TREE_FILE=\"tree/{file}\""])
                    : UnitOf($"tree/{file}", UnitKind.Core, [.. features, .. all])),
                .. shim.UnitsIn(subsystem.OwnFolder).Select(path => UnitOf($"shim/{path}", UnitKind.Fake, [.. features, .. all])),
            ];
            var failure = missing is null ? await Compile(units) : null;
            var reason = missing is not null ? $"the tree has no {missing}" : failure is { } broken ? ReasonOf(broken) : null;
            states.Add(new SubsystemState(subsystem.Title, reason is null ? files : [], reason));
            if (reason is not null)
                continue;
            objects.AddRange(units.Select(unit => unit.Object!));
            macros.Add($"-D{subsystem.Macro}=1");
        }

        Subsystems = states.ToImmutable();
        return ([.. objects], [.. macros]);
    }

    private static string HasMacroOf(string file) => $"APX_HAS_{Path.GetFileNameWithoutExtension(file).ToUpperInvariant()}";

    private static string ReasonOf((string Output, string? Source) failure) => $"does not compile: {FirstOf(failure)}";

    private static string FirstOf((string Output, string? Source) failure)
    {
        var first = CompileFailure.Parse(failure.Output, failure.Source);
        return $"{(first.Place is { } place ? $"{place}: " : "")}{first.Message}";
    }

    // A call of a function without a fake counts as a failure here, since the whole subsystem has a fake.
    private async Task<string?> FailureOf(Unit unit)
    {
        var run = await Calling(compiler.Compiling(unit.Source, null, unit.Flags))();
        return FailureIn([run], one => !one.IsOk) is { } failure ? FirstOf(failure) : null;
    }

    private Unit UnitOf(string source, UnitKind kind, ImmutableArray<string> features) => new(
        source, $"obj/{source.Replace('/', '-')[..^2]}.o", kind == UnitKind.Runtime ? flags.For(kind) : [.. flags.For(kind), .. features])
    {
        IsKept = kind != UnitKind.Driver,
    };

    private sealed record Unit(string Source, string? Object, ImmutableArray<string> Flags)
    {
        /// <summary>Later builds can use the object.</summary>
        public bool IsKept { get; init; }
    }

    // Repeat as long as files fail only for missing functions that were not known before.
    private async Task<(string Output, string? Source)?> Compile(ImmutableArray<Unit> units)
    {
        for (var round = 0; ; round++)
        {
            cache.ReadHeaders();
            units = [.. units.Where(unit => !unit.IsKept || !cache.Take(unit.Source, unit.Object!, unit.Flags))];
            var runs = await ToolRun.InParallel(units.Select(unit => Calling(compiler.Compiling(unit.Source, unit.Object, unit.Flags))));
            foreach (var (unit, run) in units.Zip(runs))
            {
                if (unit.IsKept && run.Output.IsOk)
                    cache.Keep(unit.Source, unit.Object!, unit.Flags);
            }

            var failure = FailureIn(runs, run => !run.IsOk);
            if (failure is null)
                return null;
            var failed = runs.Where(run => !run.Output.IsOk).ToArray();
            if (round == RoundsMax || !Stubs.LearnFromCompiler(string.Concat(failed.Select(run => run.Output.Error))))
                return failure;
            units = [.. units.Where((_, place) => !runs[place].Output.IsOk)];
        }
    }

    // An object for programs is linked with undefined symbols. So a trial link as a library shows first what is missing.
    private async Task<(string Output, string? Source)?> Link(ImmutableArray<string> objects)
    {
        const string Bodies = "obj/missing.o";
        for (var round = 0; ; round++)
        {
            if (Stubs.IsNeeded && await Compile([new(Stubs.Unit, Bodies, flags.For(UnitKind.Runtime))]) is { } broken)
                return broken;
            ImmutableArray<string> all = Stubs.IsNeeded ? [.. objects, Bodies] : objects;
            if (flags.IsForPrograms)
            {
                var trial = await Calling(["-o", "obj/trial.so", .. all, .. flags.ForTrial])();
                if (FailureIn([trial], run => run.Exit is null) is { } hung)
                    return hung;
                if (round < RoundsMax && Stubs.LearnFromLinker(trial.Output.Error))
                    continue;
            }

            var link = await Calling(["-o", flags.Product, .. all, .. flags.ForLink])();
            if (FailureIn([link], run => !run.IsOk) is not { } failure)
                return null;
            if (round == RoundsMax || !Stubs.LearnFromLinker(link.Output.Error))
                return failure;
        }
    }

    private (string Output, string? Source)? FailureIn(
        ImmutableArray<(ImmutableArray<string> Arguments, ToolOutput Output)> runs, Func<ToolOutput, bool> isFailure)
    {
        foreach (var (arguments, output) in runs)
            Log.Add(compiler.Command, arguments, output);
        var failed = runs.FirstOrDefault(run => isFailure(run.Output));
        if (failed.Output is null)
            return null;
        return (failed.Output.Error + failed.Output.Out, failed.Arguments[^1].EndsWith(".c", StringComparison.Ordinal) ? failed.Arguments[^1] : null);
    }

    private Func<Task<(ImmutableArray<string> Arguments, ToolOutput Output)>> Calling(ImmutableArray<string> arguments) =>
        async () => (arguments, await compiler.Run(arguments, folder, sandbox));

    // Drivers before v5.3 have a group notifier and no IOMMU notifier. Drivers up to v5.19 need a VFIO with notifiers.
    private string? RefusalOf(SubsystemState vfio)
    {
        var hearsOfUnmaps = Probes.Any(probe => probe is { Name: UnmapNotifier, Has: true });
        if (!hearsOfUnmaps && Probes.Any(probe => probe is { Name: GroupNotifier, Has: true }))
            return "its driver has a notifier for its guest and none for unmaps, as before v5.3; such a driver cannot be run";
        return hearsOfUnmaps && !vfio.IsOwn
            ? $"its driver hears of unmaps by a notifier, as from v5.3 to v5.19, and no fake stands for a VFIO that has notifiers; {vfio.Title}: {vfio.Reason}"
            : null;
    }
}
