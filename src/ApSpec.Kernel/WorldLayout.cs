using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The whole state vector: first the observable region, then the private state of modelled kernel and hardware.</summary>
public sealed class WorldLayout
{
    /// <summary>Lays out the world of <paramref name="scope"/>.</summary>
    public WorldLayout(Scope scope, Era era = Era.Notifier, CoreTraits traits = CoreTraits.Hook)
    {
        var builder = new LayoutBuilder(scope, era, traits);
        Observation = new ObservationLayout(builder);
        builder.IsObservable = false;
        Mdevs = [.. Enumerable.Range(0, scope.Mdevs).Select(m => new HiddenMdevFields(builder, m))];
        var shareMax = era == Era.OpenDevice ? QueueBuckets.ShareMax(scope) : 1;
        Queues = [.. Enumerable.Range(0, scope.Queues).Select(q => new HiddenQueueFields(builder, q, shareMax))];
        builder.BelongTo(EntityKind.World, 0);
        Matrix = new HiddenMatrixFields(builder);
        Pending = [.. Enumerable.Range(0, scope.Queues).Select(q => Flag(builder, q))];
        builder.BelongTo(EntityKind.World, 0);
        ScanAt = builder.Add("scan.at", FieldKind.Counter, scope.Queues, "the queue before which a bus scan waits", Features.Hw | Features.Steps);
        Words = builder.Words;
        Fields = builder.Fields;
        Owners = builder.Owners;
    }

    /// <summary>The observable region.</summary>
    public ObservationLayout Observation { get; }

    /// <summary>Words of the vector.</summary>
    public int Words { get; }

    /// <summary>Every field, for the printed layout.</summary>
    public IReadOnlyList<FieldInfo> Fields { get; }

    /// <summary>For each word, the entities with bits in it.</summary>
    public IReadOnlyList<IReadOnlyList<(EntityKind Kind, int Id)>> Owners { get; }

    internal ImmutableArray<HiddenMdevFields> Mdevs { get; }

    internal ImmutableArray<HiddenQueueFields> Queues { get; }

    internal HiddenMatrixFields Matrix { get; }

    // One bit for each queue with a pending change, in adjacent words, so that a tick looks at few of them.
    internal ImmutableArray<Field> Pending { get; }

    internal Field ScanAt { get; }

    private static Field Flag(LayoutBuilder builder, int queue)
    {
        if (queue == 0)
            builder.Align();
        builder.BelongTo(EntityKind.Queue, queue);
        return builder.Add("pending", FieldKind.Flag, 1, "time will change this queue");
    }
}
