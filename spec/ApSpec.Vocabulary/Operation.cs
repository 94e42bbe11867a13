using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>
/// One thing that happens: a small plain value which prints as one line of text and parses back
/// (<see cref="OperationSyntax"/>). Fields that its kind does not use are zero.
/// </summary>
public readonly record struct Operation
{
    /// <summary>Threads that a trace can name.</summary>
    public const int ThreadsMax = 9;

    private readonly byte kvm;

    /// <summary>What happens.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>The thread that makes the call, 1 to <see cref="ThreadsMax"/>; 0 for the one that makes every other, whose calls must end.</summary>
    public byte Thread { get; init; }

    /// <summary>The mdev it happens to.</summary>
    public MdevId Mdev { get; init; }

    /// <summary>The guest it happens to or comes from; null for <c>null</c> and for <c>host</c>.</summary>
    public KvmId? Kvm
    {
        get => kvm == 0 ? null : new KvmId((byte)(kvm - 1));
        init => kvm = value is { } id ? (byte)(id.Value + 1) : (byte)0;
    }

    /// <summary>The adapter.</summary>
    public Apid Apid { get; init; }

    /// <summary>The domain.</summary>
    public Apqi Apqi { get; init; }

    /// <summary>The interruption subclass, 0 to 7.</summary>
    public byte Isc { get; init; }

    /// <summary>The guest's vcpu that is intercepted, 0 or 1.</summary>
    public byte Vcpu { get; init; }

    /// <summary>A guest address: the NIB, or the first byte of an unmapped range.</summary>
    public uint Address { get; init; }

    /// <summary>Pages, a PSMID, or a time in ticks (<see cref="Ticks.Always"/> for <c>always</c>).</summary>
    public byte Amount { get; init; }

    /// <summary>The AP function that an <c>hw</c> operation is about.</summary>
    public HwFunction Function { get; init; }

    /// <summary>The response code that an <c>hw</c> operation sets ahead.</summary>
    public ResponseCode Code { get; init; }

    /// <summary>The kernel call that fails.</summary>
    public FailPoint Fail { get; init; }

    /// <summary>Adapters that <c>ap_config</c> writes.</summary>
    public IdPair Adapters { get; init; }

    /// <summary>Usage domains that <c>ap_config</c> writes.</summary>
    public IdPair Domains { get; init; }

    /// <summary>Control domains that <c>ap_config</c> writes.</summary>
    public IdPair Controls { get; init; }

    /// <summary>Which eventfd <c>set_irq</c> is about.</summary>
    public EventfdIndex Eventfd { get; init; }

    /// <summary>What <c>set_irq</c> does.</summary>
    public EventfdAction Action { get; init; }

    /// <summary>What <c>override</c> writes.</summary>
    public QueueOverride Override { get; init; }

    /// <summary>How the id of a store is written.</summary>
    public TextForm Written { get; init; }

    /// <summary>How the masks of ap_config are written.</summary>
    public ConfigForm Masks { get; init; }

    /// <summary><c>map</c>: the adapter may read the pages and not write them.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The attribute that is read.</summary>
    public SysfsFile File { get; init; }

    /// <summary>The ioctl.</summary>
    public IoctlForm Request { get; init; }

    /// <summary>Adapter and domain together.</summary>
    public Apqn Apqn => new(Apid, Apqi);

    /// <summary>The operation's line of text.</summary>
    public override string ToString() => OperationSyntax.Print(this);
}
