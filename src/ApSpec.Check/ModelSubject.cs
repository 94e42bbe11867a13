using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>A modelled revision, with a seeded defect if one is asked for.</summary>
public sealed class ModelSubject(Revision revision, Mutation? mutation = null) : Subject
{
    /// <summary>The revision.</summary>
    public Revision Revision { get; } = revision;

    /// <inheritdoc/>
    public override string Name => Revision.Name;

    /// <inheritdoc/>
    public override Era Era => Revision.Era;

    /// <inheritdoc/>
    public override CoreTraits Traits => Revision.Traits;

    /// <inheritdoc/>
    public override string Selector => $"--revision {Name}";

    /// <inheritdoc/>
    public override ModelSystem Create(Scope scope, ModelParameters? parameters = null) => new ModelSystem(Revision, scope, mutation, parameters);

    /// <inheritdoc/>
    public override string? Uncompared => Revision.Uncompared;

    /// <inheritdoc/>
    public override IEnumerable<string> SuspectedIn(string function) => Revision.SuspectedIn(function);

    /// <inheritdoc/>
    public override IEnumerable<string> UnconfirmedIn(string function) => Revision.UnconfirmedIn(function);

    /// <inheritdoc/>
    public override ImmutableArray<ImmutableHashSet<string>> FunctionsOf(Trace trace)
    {
        var watcher = new FunctionWatcher(RevisionLines.Of(Revision));
        var system = new ModelSystem(Revision, trace.Scope, mutation) { Watcher = watcher };
        return [.. trace.Operations.Select(operation =>
        {
            system.Apply(operation);
            return watcher.Take();
        })];
    }

    /// <inheritdoc/>
    public override ImmutableHashSet<CodePlace> PlacesOf(Trace trace)
    {
        var watcher = new PlaceWatcher(RevisionLines.Of(Revision));
        var system = new ModelSystem(Revision, trace.Scope, mutation) { Watcher = watcher };
        foreach (var operation in trace.Operations)
        {
            watcher.Clear();
            system.Apply(operation);
        }

        return watcher.Places;
    }
}
