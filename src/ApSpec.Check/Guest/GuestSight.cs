using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>One moment of a trace: the ledger, the lifecycles, and a machine on which guests' instructions can be tried.</summary>
internal sealed class GuestSight
{
    private readonly ObservationLayout layout;
    private readonly ulong[] words;
    private readonly LedgerMachine tested; // for TAPQ, which changes nothing

    public GuestSight(in Observation seen, Lifecycles lifecycles)
    {
        layout = seen.Layout;
        words = seen.Words.ToArray();
        Lifecycles = lifecycles;
        tested = Machine();
        Guests = [.. Enumerable.Range(0, seen.Scope.Kvms).Select(k => new KvmId((byte)k)).Where(k => Seen.LifeOf(k) == KvmLife.Live)];
    }

    public Lifecycles Lifecycles { get; }

    public Observation Seen => new(layout, words);

    public Scope Scope => layout.Scope;

    /// <summary>The guests that exist.</summary>
    public ImmutableArray<KvmId> Guests { get; }

    public IEnumerable<int> Queues => Enumerable.Range(0, Scope.Queues);

    /// <summary>A new machine in this moment's state, to issue instructions on.</summary>
    public LedgerMachine Machine() => new(Seen);

    public Apqn ApqnOf(int queue) => new(Scope.Adapters[AdapterOf(queue)], Scope.Domains[DomainOf(queue)]);

    /// <summary>True when TAPQ by the guest finds the queue: any answer but 01.</summary>
    public bool Reaches(KvmId k, int queue) =>
        GuestIssue.Tapq(tested, ApOwner.Guest(k.Value), ApqnOf(queue)).ResponseCode != ResponseCode.NotAvailable;

    /// <summary>True when the queue is in the mdev that is attached to the guest by the lifecycle.</summary>
    public bool IsEntitled(KvmId k, int queue) => Lifecycles.MdevOf(k) is { } m && Has(m, queue);

    /// <summary>
    /// True when the guest must be able to use the queue: it is entitled to it, the host has it, and nothing withholds the whole adapter (a queue
    /// with another driver, a failed reset, a removal in progress).
    /// </summary>
    public bool MustReach(KvmId k, int queue)
    {
        var host = tested.Configuration.Masks;
        if (Lifecycles.MdevOf(k) is not { } m || !Has(m, queue) || !host.Contains(ApqnOf(queue)) || !Scope.Crycbd)
            return false;
        if (GuestIssue.Tapq(tested, ApOwner.Host, ApqnOf(queue)).ResponseCode != ResponseCode.Normal)
            return false;
        return layout.Era == Era.Notifier || Queues.Where(other => AdapterOf(other) == AdapterOf(queue) && Has(m, other)
            && host.Contains(ApqnOf(other))).All(other => IsPassable(m, other));
    }

    private bool IsPassable(MdevId m, int queue)
    {
        var mdev = layout.Mdevs[m.Value];
        return Seen.DriverOf(queue) == QueueDriver.VfioAp
            && (ResponseCode)Seen[layout.Queues[queue].ResetCode]
                is ResponseCode.Normal or ResponseCode.Deconfigured or ResponseCode.Checkstopped
            && !Seen[mdev.AddApm].Contains(AdapterOf(queue)) && !Seen[mdev.AddAqm].Contains(DomainOf(queue))
            && Seen[mdev.Removing] == 0;
    }

    private bool Has(MdevId m, int queue)
    {
        var mdev = layout.Mdevs[m.Value];
        return Seen[mdev.Apm].Contains(AdapterOf(queue)) && Seen[mdev.Aqm].Contains(DomainOf(queue));
    }

    private int AdapterOf(int queue) => queue / Scope.Domains.Length;

    private int DomainOf(int queue) => queue % Scope.Domains.Length;
}
