using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The whole state vector: first the observable region, then the private state of modelled kernel and hardware.</summary>
public sealed class WorldLayout
{
    private readonly Lazy<IReadOnlyList<FieldInfo>> fields;

    /// <summary>Lays out the world of <paramref name="scope"/>.</summary>
    public WorldLayout(Scope scope, Era era = Era.Notifier, CoreTraits traits = CoreTraits.Hook)
        : this(new LayoutBuilder(scope, era, traits) { KeepsFields = false })
    {
        fields = new(() =>
        {
            var described = new LayoutBuilder(scope, era, traits);
            _ = new WorldLayout(described);
            return described.Fields;
        });
    }

    private WorldLayout(LayoutBuilder builder)
    {
        var scope = builder.Scope;
        fields = new(() => builder.Fields);
        Observation = new ObservationLayout(builder);
        builder.IsObservable = false;
        Mdevs = [.. Enumerable.Range(0, scope.Mdevs).Select(m => new HiddenMdevFields(builder, m))];
        HooksTorn = [.. Enumerable.Range(0, scope.Kvms).Select(k => Torn(builder, k))];
        var shareMax = builder.Era == Era.OpenDevice ? QueueBuckets.ShareMax(scope) : 1;
        HookReaders = [.. Enumerable.Range(0, scope.Kvms).Select(k => OfHook(builder, k, "hook_lock.readers", "calls that hold lock H for reading"))];
        HookWriters = [.. Enumerable.Range(0, scope.Kvms).Select(k => OfHook(builder, k, "hook_lock.writers", "calls that wait for lock H to write"))];
        Queues = [.. Enumerable.Range(0, scope.Queues).Select(q => new HiddenQueueFields(builder, q, shareMax))];
        builder.BelongTo(EntityKind.World, 0);
        Matrix = new HiddenMatrixFields(builder);
        QueueWords = new QueueWords(builder, Observation.Words);
        builder.Align();
        var pendingFrom = builder.Words;
        Pending = [.. Enumerable.Range(0, scope.Queues).Select(q => Flag(builder, q))];
        PendingWords = new QueueWords(builder, pendingFrom);
        builder.BelongTo(EntityKind.World, 0);
        ScanAt = builder.Add("scan.at", FieldKind.Counter, scope.Queues, "the queue before which a bus scan waits", Features.Hw | Features.Steps);
        Words = builder.Words;
        Owners = builder.Owners;
    }

    /// <summary>The observable region.</summary>
    public ObservationLayout Observation { get; }

    /// <summary>Words of the vector.</summary>
    public int Words { get; }

    /// <summary>Every field, for the printed layout; described when first asked for, since a large scope has millions.</summary>
    public IReadOnlyList<FieldInfo> Fields => fields.Value;

    /// <summary>For each word, the entities with bits in it.</summary>
    public IReadOnlyList<IReadOnlyList<(EntityKind Kind, int Id)>> Owners { get; }

    internal ImmutableArray<HiddenMdevFields> Mdevs { get; }

    // By guest: a store of its hook is half done.
    internal ImmutableArray<Field> HooksTorn { get; }

    // By guest: calls that hold its lock H for reading. Without a second vcpu there is only one that can.
    internal ImmutableArray<Field> HookReaders { get; }

    internal ImmutableArray<Field> HookWriters { get; }

    internal ImmutableArray<HiddenQueueFields> Queues { get; }

    internal HiddenMatrixFields Matrix { get; }

    // One bit for each queue with a pending change, in adjacent words, so that a tick looks at few of them.
    internal ImmutableArray<Field> Pending { get; }

    // The words of Queues, and those of Pending.
    internal QueueWords QueueWords { get; }

    internal QueueWords PendingWords { get; }

    internal Field ScanAt { get; }

    private static Field Torn(LayoutBuilder builder, int kvm)
    {
        builder.BelongTo(EntityKind.Kvm, kvm);
        return builder.Add("pqap_hook.torn", FieldKind.Flag, builder.Scope.Tearing ? 1 : 0, "a store of its hook is half done");
    }

    private static Field OfHook(LayoutBuilder builder, int kvm, string name, string meaning)
    {
        builder.BelongTo(EntityKind.Kvm, kvm);
        return builder.Add(name, FieldKind.Counter, builder.Traits.HasFlag(CoreTraits.HookLock) ? Operation.ThreadsMax : 0, meaning, Features.Vcpus);
    }

    private static Field Flag(LayoutBuilder builder, int queue)
    {
        if (queue == 0)
            builder.Align();
        builder.BelongTo(EntityKind.Queue, queue);
        return builder.Add("pending", FieldKind.Flag, 1, "time will change this queue");
    }
}
