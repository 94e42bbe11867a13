using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Replay;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Replay;

/// <summary>A driver whose traces a test records and runs again as programs.</summary>
internal sealed class RecordedDriver : IDisposable
{
    private readonly string tree;
    private readonly string? cache;
    private readonly LoadedDriver driver;
    private readonly TestFolder folder = new();
    private int programs;

    public RecordedDriver(string version)
        : this(KernelTrees.Of(version), null)
    {
    }

    /// <summary>That of a changed tree.</summary>
    public RecordedDriver(EditedTree edited)
        : this(edited.Root, edited.Cache)
    {
    }

    private RecordedDriver(string tree, string? cache)
    {
        (this.tree, this.cache) = (tree, cache);
        driver = LoadedDriver.OfTree(tree, cache);
    }

    /// <summary>The driver, loaded.</summary>
    public LoadedDriver Loaded => driver;

    /// <summary>The driver.</summary>
    public BuiltDriver Built => driver.Built;

    /// <summary>Records a trace.</summary>
    public CallRecord Record(Trace trace, string name = "test")
    {
        var path = folder.At("record");
        driver.Subject.Record(trace, path);
        return CallRecord.Read(path, name, trace);
    }

    /// <summary>The same for a file of tests/traces/driver.</summary>
    public CallRecord RecordFile(string name)
    {
        var path = Repository.File($"tests/traces/driver/{name}.trace");
        return Record(LoadedDriver.Trace(File.ReadAllText(path)), name);
    }

    /// <summary>The program of records.</summary>
    public ReplayProgram Program(Flavour flavour, string cc, string? emulator, params CallRecord[] records)
    {
        var program = ReplayProgram.Compile(Build(flavour, cc), cc, emulator, records, Next(), Sandbox.Here, out var error);
        Assert.True(program is not null, error);
        return program;
    }

    /// <summary>Runs a record under the sanitizers, with its tables changed.</summary>
    public ReplayRun Sanitized(CallRecord record, Func<string, string>? change = null)
    {
        var build = Build(Flavour.Asan, "gcc");
        var tables = RecordSource.Generate([record], build.Manifest.CoreFacts);
        var (program, error) = ReplayProgram.Compile(build, "gcc", null, change?.Invoke(tables) ?? tables, Next(), Sandbox.Here).GetAwaiter().GetResult();
        Assert.True(program is not null, error);
        return program.Run(0, showsLedger: false);
    }

    public void Dispose()
    {
        driver.Dispose();
        folder.Dispose();
    }

    private string Next() => folder.At($"program{programs++}");

    private DriverBuild Build(Flavour flavour, string cc) =>
        Builds.Of(tree, Builds.Options(cache) with { Flavour = flavour, Cc = cc });
}
