namespace ApSpec.Architecture.Tests;

/// <summary>A machine with one adapter type, a host and guests that share one APCB; storage is one QCI block.</summary>
internal sealed class BenchMachine : IApMachine
{
    private readonly Dictionary<Apqn, QueueState> _queues = [];

    public ConfigInfo Configuration { get; set; } = new(
        ConfigFlags.Apsc | ConfigFlags.Apxa | ConfigFlags.Qact | ConfigFlags.Apsb,
        Na: 0x0F,
        Nd: 0x54,
        new ApMasks(ApMask.Of(5, 6), ApMask.Of(4, 0x47), ApMask.Of(4, 0x47)));

    public ModelParameters Parameters { get; set; } = ModelParameters.Default;

    public ApMasks GuestMasks { get; set; } = new(ApMask.Of(5), ApMask.Of(4, 0x47), ApMask.Of(4));

    public HardwareInfo Hardware { get; set; } = HardwareInfo.Create(QueueMode.Ep11);

    public ulong UnreadableFrom { get; set; } = 0x8000_0000;

    public GisaCheck Gisa { get; set; }

    public Apqi? Changed { get; set; }

    public uint Reply { get; set; } = 100;

    public ConfigInfo? Stored { get; private set; }

    public ApMasks EffectiveMasks(in ApContext context) =>
        context.Owner.IsGuest ? GuestMasks & Configuration.Masks : Configuration.Masks;

    public QueueFacts Facts(Apqn apqn, in ApContext context) => new(Hardware, Parameters, context.Execution);

    public QueueState Load(Apqn apqn) => _queues.TryGetValue(apqn, out var q)
        ? q
        : QueueState.Initial(new QueueFacts(Hardware, Parameters));

    public void Store(Apqn apqn, in QueueState state) => _queues[apqn] = state;

    public uint NibKey(ulong address) => address < UnreadableFrom ? (uint)(address >> 12) + 1 : 0;

    public GisaCheck CheckGisa(AqicControl control) => Gisa;

    public bool TryStoreBlock(in ApContext context, ulong address, ReadOnlySpan<byte> block)
    {
        if (address >= UnreadableFrom)
            return false;
        Stored = ConfigInfo.FromBytes(block);
        return true;
    }

    public Apqi? ChangedDomain(in ApContext context, ulong address, ulong length) => Changed;

    public uint ReplyLength(Apqn apqn, byte psmid) => Reply;

    public BindRoom BindRoom(in ApContext context) => Architecture.BindRoom.Available;

    public SecretCheck CheckSecret(in ApContext context, ushort index) =>
        index < 10 ? SecretCheck.Known : SecretCheck.Unknown;

    public bool IsUntouched => _queues.Count == 0 && Stored is null;
}
