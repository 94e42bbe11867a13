using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Replay;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver;

/// <summary>A driver compiled from a kernel tree; its systems run in the process that loaded the library.</summary>
/// <param name="built">The compiled driver.</param>
/// <param name="library">The same, loaded; null in a process that does not run it.</param>
/// <param name="beat">Called before each operation; may be null.</param>
public sealed class DriverSubject(BuiltDriver built, DriverLibrary? library = null, Action? beat = null) : Subject
{
    private readonly ImmutableHashSet<string> files = [.. built.Compiled.Select(path => Path.GetFileName(path))];
    private readonly SourceLines lines = new(built.LibraryPath);

    /// <inheritdoc/>
    public override string Name => built.Name;

    /// <inheritdoc/>
    public override string ExpectationName => built.ExpectationName;

    /// <inheritdoc/>
    public override Era Era => built.Era;

    /// <inheritdoc/>
    public override CoreTraits Traits => built.Traits;

    /// <inheritdoc/>
    public override string Selector => $"--driver {built.Tree}";

    /// <inheritdoc/>
    public override Features Own => Features.Text | Features.Ioctls | Features.Answers | Features.Cc | Features.Steps
        | (built.Features.HasFlag(DriverFeatures.OwnVfio) ? Features.Descriptors : Features.None);

    /// <summary>The library.</summary>
    internal string LibraryPath => built.LibraryPath;

    /// <inheritdoc/>
    public override int ShortcutTransitionsMax => 200_000;

    /// <summary>Why no calls are made at once; null when they can be.</summary>
    public string? ThreadsRefusal => built.Features.HasFlag(DriverFeatures.OwnVfio) ? null
        : "the VFIO around this driver is assumed, and its fakes make one call at a time";

    /// <inheritdoc/>
    public override string? Refusal(Scope scope) => ScopeBounds.Refusal(scope);

    /// <inheritdoc/>
    public override ISystem Create(Scope scope, ModelParameters? parameters = null) => library is null
        ? throw new InvalidOperationException($"{Name} is not loaded in this process")
        : new RealDriverSystem(Name, library, built.Facts, scope, beat, parameters: parameters);

    /// <inheritdoc/>
    public override ImmutableArray<string> PathOf(Trace trace) => CallPath.Functions(WayOf(trace), files);

    /// <inheritdoc/>
    public override ImmutableHashSet<CodePlace> PlacesOf(Trace trace) =>
    [
        .. WayOf(trace).Where(place => place.File is { } file && files.Contains(file)).Select(place => new CodePlace(place.Function, place.Line)),
    ];

    /// <inheritdoc/>
    public override string? OutsideOf(Trace trace) =>
        OutsideFault.In(Create(trace.Scope), trace, built.Around.Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal));

    /// <summary>Runs a trace, then unloads the module, and writes every call to a file.</summary>
    public void Record(Trace trace, string path)
    {
        if (library is null)
            throw new InvalidOperationException($"{Name} is not loaded in this process");
        using var recorder = new CallRecorder(path);
        new TraceRecorder(new RealDriverSystem(Name, library, built.Facts, trace.Scope, beat, recorder: recorder), recorder).Run(trace);
    }

    /// <summary>Every operation of the scope that this driver has.</summary>
    public override ImmutableArray<Operation> AlphabetOf(Scope scope) =>
    [
        .. base.AlphabetOf(scope).Where(op => op.Kind switch
        {
            OperationKind.ApConfig => built.Features.HasFlag(DriverFeatures.ApConfig),
            OperationKind.SetIrq => built.Features.HasFlag(DriverFeatures.RequestIrq)
                && (op.Eventfd == EventfdIndex.Req || built.Features.HasFlag(DriverFeatures.ConfigIrq)),
            _ => true,
        }),
    ];

    private ImmutableArray<SourcePlace> WayOf(Trace trace)
    {
        var system = (RealDriverSystem)Create(trace.Scope);
        foreach (var operation in trace.Operations.SkipLast(1))
            system.Apply(operation);
        return system.PathOf(trace.Operations[^1], lines);
    }
}
