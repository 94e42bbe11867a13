using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Native;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests;

/// <summary>
/// A compiled driver in the tests' own process. A library has one state for the process that loads it, so each test that asks gets
/// a file of its own; tests of several classes run side by side.
/// </summary>
internal sealed class LoadedDriver : IDisposable
{
    private readonly TestFolder? own;

    private LoadedDriver(DriverBuild build, string tree, TestFolder? folder)
    {
        folder ??= own = new TestFolder();
        var copy = folder.At("driver.so");
        File.Copy(build.LibraryPath, copy);
        if (own is not null)
            Directory.CreateSymbolicLink(own.At("tree"), Path.Combine(build.Folder, "tree"));
        Built = build.Built(tree) with { LibraryPath = copy };
        Library = DriverLibrary.Load(copy, out var error) ?? throw new InvalidOperationException(error);
        Subject = new DriverSubject(Built, Library);
    }

    public BuiltDriver Built { get; }

    public DriverLibrary Library { get; }

    public DriverSubject Subject { get; }

    /// <summary>The driver of one of <see cref="KernelTrees.Versions"/>.</summary>
    public static LoadedDriver Of(string version) => OfTree(KernelTrees.Of(version));

    /// <summary>The driver of a tree; a changed tree's library is kept in <paramref name="cache"/> and not with the user's.</summary>
    public static LoadedDriver OfTree(string tree, string? cache = null, TestFolder? folder = null, string? shim = null)
    {
        var options = Builds.Options(cache);
        return new(Builds.Of(tree, shim is null ? options : options with { ShimFolder = shim }), tree, folder);
    }

    /// <summary>A judge of all rules.</summary>
    public Judge Judge(Scope scope) => new(Subject.Create(scope), RuleBook.All);

    /// <summary>What a trace's text means.</summary>
    public static Trace Trace(string text) =>
        TraceFile.Parse("test", System.Text.Encoding.UTF8.GetBytes(text), out var error)?.Trace ?? throw new InvalidOperationException(error!.ToString());

    /// <summary>Runs a trace; for each step its result, the rules it violates, and its faults.</summary>
    public ImmutableArray<JudgedStep> Run(Trace trace)
    {
        var judge = Judge(trace.Scope);
        var steps = ImmutableArray.CreateBuilder<JudgedStep>();
        foreach (var operation in trace.Operations)
        {
            if (judge.IsEnded)
                break;
            var violated = judge.Apply(operation, 0, out var result);
            steps.Add(new JudgedStep(operation, result, [.. judge.Rules.Where((_, i) => violated.Has(i)).Select(rule => rule.Id)],
                [.. judge.System.Faults], judge.System.CapHit));
        }

        return steps.ToImmutable();
    }

    // The process keeps what it has loaded; the file is not needed for that.
    public void Dispose() => own?.Dispose();
}
