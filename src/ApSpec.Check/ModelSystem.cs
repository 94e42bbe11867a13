using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>A modelled revision in a modelled world.</summary>
public sealed class ModelSystem : IThreadedSystem
{
    private readonly World world;
    private readonly IKernelEra era;

    /// <summary>Puts a revision into a fresh world, with a seeded defect if one is asked for.</summary>
    public ModelSystem(Revision revision, Scope scope, Mutation? mutation = null, ModelParameters? parameters = null)
    {
        Revision = revision.Name;
        KernelNameOf = KernelNames.Lookup(revision);
        world = new World(scope, mutation, revision.Era, revision.Traits, parameters)
        {
            IsDriver = (function, line) => RevisionLines.Of(revision).IsOwn(function, line),
            KernelNameOf = KernelNameOf,
        };
        era = revision.Create(world).Enter();
    }

    /// <summary>The seeded defect, if any; another can be set between two traces.</summary>
    public Mutation? Mutation
    {
        get => world.Mutation;
        set => world.Mutation = value;
    }

    internal Func<string, string> KernelNameOf { get; }

    /// <summary>Called for every effect; may be null.</summary>
    public IEffectWatcher? Watcher
    {
        get => world.Watcher;
        set => world.Watcher = value;
    }

    /// <inheritdoc/>
    public string Revision { get; }

    /// <inheritdoc/>
    public Scope Scope => world.Scope;

    /// <inheritdoc/>
    public ObservationLayout Layout => world.Layout.Observation;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<(EntityKind Kind, int Id)>> Owners => world.Layout.Owners;

    /// <inheritdoc/>
    public ReadOnlySpan<Fault> Faults => world.Log.Faults;

    /// <inheritdoc/>
    public ReadOnlySpan<LockEdge> Edges => world.Log.Edges;

    /// <inheritdoc/>
    public ReadOnlySpan<Moment> Moments => world.Log.Moments;

    /// <inheritdoc/>
    public Cutoff? CapHit => world.Log.CapHit;

    /// <inheritdoc/>
    public ReadOnlySpan<int> ChangedWords => world.ChangedWords;

    /// <inheritdoc/>
    public int StateWords => world.Layout.Words;

    /// <inheritdoc/>
    public StepResult Apply(in Operation operation) => era.Apply(operation);

    /// <inheritdoc/>
    public ICallThreads Threads(IEnumerable<ImmutableArray<Operation>> calls) => new ModelThreads(this, new Scheduler(world, era), calls);

    /// <inheritdoc/>
    public Observation Observe() => world.Observe();

    /// <inheritdoc/>
    public void Reset() => world.Reset();

    /// <inheritdoc/>
    public void Save(Span<ulong> state) => world.Save(state);

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<ulong> state) => world.Restore(state);
}
