using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>
/// The observable region of the state vector: the ledger that a modelled revision and the real driver both fill, and the only
/// thing rules read. Pointers keep naming what was freed, so that dangling stays visible.
/// </summary>
public sealed class ObservationLayout
{
    /// <summary>Lays out the first region of a vector.</summary>
    public ObservationLayout(LayoutBuilder builder)
    {
        Scope = builder.Scope;
        Era = builder.Era;
        Traits = builder.Traits;
        Mdevs = [.. Enumerable.Range(0, Scope.Mdevs).Select(m => new MdevFields(builder, m))];
        Kvms = [.. Enumerable.Range(0, Scope.Kvms).Select(k => new KvmFields(builder, k))];
        builder.Of(EntityKind.World, 0);
        World = new WorldFields(builder);
        Queues = [.. Enumerable.Range(0, Scope.Queues).Select(q => new QueueFields(builder, q))];
        builder.Align();
        Words = builder.Words;
    }

    /// <summary>The scope.</summary>
    public Scope Scope { get; }

    /// <summary>The era.</summary>
    public Era Era { get; }

    /// <summary>What the core around the driver has.</summary>
    public CoreTraits Traits { get; }

    /// <summary>Words of the region.</summary>
    public int Words { get; }

    /// <summary>By mdev.</summary>
    public ImmutableArray<MdevFields> Mdevs { get; }

    /// <summary>By guest.</summary>
    public ImmutableArray<KvmFields> Kvms { get; }

    /// <summary>By queue: adapter's place times the domains in play plus domain's place.</summary>
    public ImmutableArray<QueueFields> Queues { get; }

    /// <summary>What belongs to no entity.</summary>
    public WorldFields World { get; }
}
