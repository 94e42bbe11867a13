using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>
/// AP hardware in the state of a ledger: queues, the host's configuration, the guests' APCBs. Instructions issued on it change this copy
/// only.
/// </summary>
internal sealed class LedgerMachine : IApMachine
{
    private readonly Scope scope;
    private readonly QueueFacts facts;
    private readonly QueueState[] queues;
    private readonly ApMasks[] guests;

    public LedgerMachine(in Observation seen)
    {
        scope = seen.Scope;
        facts = new QueueFacts(HardwareInfo.Create(QueueMode.Cca, depth: scope.Depth), Parameters);
        Configuration = ConfigurationOf(seen);
        guests = new ApMasks[scope.Kvms];
        for (byte k = 0; k < scope.Kvms; k++)
            guests[k] = EffectiveOf(seen, new KvmId(k));
        queues = new QueueState[scope.Queues];
        for (var queue = 0; queue < queues.Length; queue++)
            queues[queue] = StateOf(seen, queue);
    }

    public ConfigInfo Configuration { get; }

    public ModelParameters Parameters => ModelParameters.Default;

    public ApMasks EffectiveMasks(in ApContext context) =>
        context.Owner.IsGuest ? guests[context.Owner.GuestIndex] : Configuration.Masks;

    public QueueFacts Facts(Apqn apqn, in ApContext context) => facts;

    public QueueState Load(Apqn apqn) => queues[PlaceOf(apqn)];

    public void Store(Apqn apqn, in QueueState state) => queues[PlaceOf(apqn)] = state;

    public uint NibKey(ulong address) => (uint)(address >> 12) + 1;

    public GisaCheck CheckGisa(AqicControl control) => GisaCheck.Valid;

    public bool TryStoreBlock(in ApContext context, ulong address, ReadOnlySpan<byte> block) => true;

    public Apqi? ChangedDomain(in ApContext context, ulong address, ulong length) => null;

    public uint ReplyLength(Apqn apqn, byte psmid) => 1;

    public BindRoom BindRoom(in ApContext context) => Architecture.BindRoom.Available;

    public SecretCheck CheckSecret(in ApContext context, ushort index) => SecretCheck.Unknown;

    /// <summary>The name of a queue in play.</summary>
    public Apqn ApqnOf(int queue) => new(scope.Adapters[queue / scope.Domains.Length], scope.Domains[queue % scope.Domains.Length]);

    /// <summary>Completes the pending resets and interrupt changes of a queue.</summary>
    public void Settle(int queue)
    {
        while (QueueMachine.TicksToNextEvent(queues[queue]) > 0)
            QueueMachine.Tick(ref queues[queue], facts);
    }

    /// <summary>Lets the adapter process the oldest request.</summary>
    public QueueEvents Process(int queue) => QueueMachine.ProcessRequest(ref queues[queue]);

    private int PlaceOf(Apqn apqn) => (scope.Adapters.IndexOf(apqn.Apid) * scope.Domains.Length) + scope.Domains.IndexOf(apqn.Apqi);

    private static ConfigInfo ConfigurationOf(in Observation seen)
    {
        var scope = seen.Scope;
        var world = seen.Layout.World;
        var flags = ConfigFlags.Apsc | (scope.Apxa ? ConfigFlags.Apxa : 0);
        var domains = Ids(scope.Domains, seen[world.HostAqmGone], isIn: false);
        return new ConfigInfo(flags, 0, 0, new ApMasks(Ids(scope.Adapters, seen[world.HostApmGone], isIn: false), domains, domains));
    }

    // As in the guest's CRYCB, since its format may truncate masks.
    private ApMasks EffectiveOf(in Observation seen, KvmId k)
    {
        if (!scope.Crycbd || seen.LifeOf(k) != KvmLife.Live)
            return default;
        var fields = seen.Layout.Kvms[k.Value];
        var block = default(Crycb);
        block.SetMasks(scope.Format, new ApMasks(
            Ids(scope.Adapters, seen[fields.Apm], isIn: true),
            Ids(scope.Domains, seen[fields.Aqm], isIn: true),
            Ids(scope.Domains, seen[fields.Adm], isIn: true)));
        return block.EffectiveMasks(scope.Format, Configuration.Masks);
    }

    private static ApMask Ids(IReadOnlyList<Apid> ids, ApMask places, bool isIn) => MaskOf(ids.Select(id => id.Value), places, isIn);

    private static ApMask Ids(IReadOnlyList<Apqi> ids, ApMask places, bool isIn) => MaskOf(ids.Select(id => id.Value), places, isIn);

    private static ApMask MaskOf(IEnumerable<byte> ids, ApMask places, bool isIn)
    {
        var mask = default(ApMask);
        foreach (var (place, id) in ids.Index())
        {
            if (places.Contains(place) == isIn)
                mask = mask.With(id);
        }

        return mask;
    }

    private static QueueState StateOf(in Observation seen, int queue)
    {
        var scope = seen.Scope;
        var fields = seen.Layout.Queues[queue];
        var adapter = queue / scope.Domains.Length;
        var reset = seen[fields.Reset];
        var irq = (IrqState)seen[fields.Irq];
        var requests = (int)seen[fields.Requests];
        return new QueueState
        {
            Configured = !seen[seen.Layout.World.Deconfigured].Contains(adapter),
            Checkstopped = seen[seen.Layout.World.Checkstopped].Contains(adapter),
            Reset = reset switch { 0 => ResetKind.None, 1 => ResetKind.Rapq, _ => ResetKind.Zapq },
            ResetTicks = (byte)(reset == 0 ? 0 : 1),
            Irq = irq,
            IrqTicks = (byte)(irq is IrqState.Enabling or IrqState.Disabling ? 1 : 0),
            IrqNib = seen[fields.IrqPage],
            IrqOwner = seen[fields.IrqKvm] is var kvm and not 0 ? ApOwner.Guest((int)kvm - 1) : ApOwner.None,
            Requests = Tags(1, requests),
            Replies = Tags(1 + requests, (int)seen[fields.Replies]),
            Residue = new ApOwner((byte)seen[fields.Residue]),
        };
    }

    private static PsmidFifo Tags(int first, int count)
    {
        var fifo = default(PsmidFifo);
        for (var tag = first; tag < first + count; tag++)
            fifo.Push((byte)tag);
        return fifo;
    }
}
