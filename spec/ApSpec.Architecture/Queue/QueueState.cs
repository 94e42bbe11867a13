namespace ApSpec.Architecture;

/// <summary>
/// Everything the hardware keeps for one queue. A plain mutable value without heap references: every field is a small
/// integer that a state vector can pack. Times are in ticks; one tick is 20 ms, vfio_ap's poll interval.
/// </summary>
/// <remarks>
/// The default value is a deconfigured queue; start from <see cref="Initial"/>. What software can rely on is from
/// Linux 6.12.117 drivers/s390/crypto/ap_queue.c and vfio_ap_ops.c; whether the APQN is in the configuration is not a
/// state of the queue but of the masks.
/// </remarks>
#pragma warning disable CA1051 // Fields: instructions take them by reference, and a state vector packs each one.
public record struct QueueState
{
    /// <summary>A duration that never ends: a reset that hangs, an answer that stays.</summary>
    public const byte Forever = byte.MaxValue;

    /// <summary>The adapter is configured (SCLP or HMC).</summary>
    public bool Configured;

    /// <summary>The adapter is checkstopped.</summary>
    public bool Checkstopped;

    /// <summary>
    /// Instructions answer 05. UNCONFIRMED: what makes a queue busy; an event of the environment here.
    /// </summary>
    public bool Busy;

    /// <summary>The reset that runs.</summary>
    public ResetKind Reset;

    /// <summary>Ticks until the reset completes; <see cref="Forever"/> never. 0 when no reset runs.</summary>
    public byte ResetTicks;

    /// <summary>Duration of this queue's next resets; 0 means <see cref="ModelParameters.ResetTicks"/>.</summary>
    public byte ResetTakes;

    /// <summary>The interrupt state.</summary>
    public IrqState Irq;

    /// <summary>
    /// Ticks until the interrupt change takes effect; <see cref="Forever"/> never. 0 when none is under way.
    /// </summary>
    public byte IrqTicks;

    /// <summary>
    /// Duration of this queue's next interrupt changes; 0 means <see cref="ModelParameters.IrqTicks"/>.
    /// </summary>
    public byte IrqTakes;

    /// <summary>
    /// Interrupt subclass 0..7: the GISC when <see cref="IrqOwner"/> is a guest, else the host's ISC.
    /// </summary>
    public byte IrqIsc;

    /// <summary>Who registered the interrupt; none exactly when <see cref="Irq"/> is disabled.</summary>
    public ApOwner IrqOwner;

    /// <summary>
    /// Which notification-indicator byte the hardware writes: a key chosen by the caller, its host page number or a
    /// small index. 0 exactly when <see cref="Irq"/> is disabled.
    /// </summary>
    public uint IrqNib;

    /// <summary>Requests not processed yet.</summary>
    public PsmidFifo Requests;

    /// <summary>
    /// Replies not dequeued yet. Requests and replies together are at most the depth (AP invariant A-I35).
    /// </summary>
    public PsmidFifo Replies;

    /// <summary>Whose secrets are in the queue: the last that enqueued since it was zeroized.</summary>
    public ApOwner Residue;

    /// <summary>The Secure Execution bind state; <see cref="BindState.Usable"/> outside Secure Execution.</summary>
    public BindState Bind;

    /// <summary>Ticks until an accepted AAPQ ends; <see cref="Forever"/> never; 0 when none is under way.</summary>
    public byte AssociationTicks;

    /// <summary>The sticky error of a failed association.</summary>
    public AsyncError AsyncError;

    /// <summary>The function whose answer is set ahead; meaningful while <see cref="AnswerTicks"/> is not 0.</summary>
    public ApFunction AnswerFunction;

    /// <summary>
    /// The answer set ahead; not <see cref="ResponseCode.Normal"/> while <see cref="AnswerTicks"/> is not 0.
    /// </summary>
    public ResponseCode AnswerCode;

    /// <summary>For how many more ticks the answer is given; <see cref="Forever"/> always; 0 none is set.</summary>
    public byte AnswerTicks;

    /// <summary>Stored messages, 0..16.</summary>
    public readonly int Messages => Requests.Count + Replies.Count;

    /// <summary>A configured, empty, zeroized queue with interrupts disabled, not bound in Secure Execution.</summary>
    public static QueueState Initial(in QueueFacts facts) => new() { Configured = true, Bind = facts.Unbound };
}
