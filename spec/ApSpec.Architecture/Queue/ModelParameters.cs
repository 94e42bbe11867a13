namespace ApSpec.Architecture;

/// <summary>
/// The model's choices where IBM's AP architecture is not public. Each is UNCONFIRMED: a default, and a name to vary it
/// by. Vary one to learn whether a verdict depends on it.
/// </summary>
public sealed record ModelParameters
{
    /// <summary>Every default.</summary>
    public static ModelParameters Default { get; } = new();

    /// <summary>UNCONFIRMED: which code wins when several apply.</summary>
    public ResponseOrder ResponseOrder { get; init; } = ResponseOrder.Default;

    /// <summary>
    /// UNCONFIRMED: how long a reset runs, in ticks of 20 ms, 1..254 or <see cref="QueueState.Forever"/>. Never
    /// immediate.
    /// </summary>
    public byte ResetTicks { get; init; } = 1;

    /// <summary>
    /// UNCONFIRMED: how long an interrupt change takes, in ticks, 1..254 or <see cref="QueueState.Forever"/>.
    /// </summary>
    public byte IrqTicks { get; init; } = 1;

    /// <summary>
    /// UNCONFIRMED: how long an association takes, in ticks, 1..254 or <see cref="QueueState.Forever"/>.
    /// </summary>
    public byte AssociationTicks { get; init; } = 1;

    /// <summary>UNCONFIRMED: AQIC while an interrupt change is under way, 07 or 05.</summary>
    public ResponseCode AqicWhileChanging { get; init; } = ResponseCode.OtherwiseChanged;

    /// <summary>UNCONFIRMED: BS after BAPQ of an accelerator, 0 or 1.</summary>
    public BindState AcceleratorAfterBind { get; init; } = BindState.Usable;

    /// <summary>UNCONFIRMED: whether a reset with F=0 keeps the Secure Execution binding.</summary>
    public bool PlainResetKeepsBinding { get; init; } = true;

    /// <summary>UNCONFIRMED: what recovery from a checkstop leaves in a queue.</summary>
    public CheckstopRecovery CheckstopRecovery { get; init; } = CheckstopRecovery.KeepsContent;

    /// <summary>
    /// UNCONFIRMED: RAPQ and ZAPQ while an association is under way: 0A, not accepted; or 00, accepted, and the
    /// association is abandoned.
    /// </summary>
    public ResponseCode ResetWhileAssociating { get; init; } = ResponseCode.StateChangeInProgress;

    /// <summary>UNCONFIRMED: whether AQIC on an unbound Secure Execution queue answers 0B.</summary>
    public bool AqicNeedsBinding { get; init; }

    /// <summary>UNCONFIRMED: BAPQ on a queue this guest has bound already.</summary>
    public ResponseCode BapqWhenBound { get; init; } = ResponseCode.BindError;

    /// <summary>
    /// UNCONFIRMED: whether BAPQ and AAPQ outside Secure Execution are a specification exception ("may be", says Linux
    /// 6.12.117 arch/s390/include/asm/ap.h); else the queue answers.
    /// </summary>
    public bool BindOutsideSecureExecutionIsSpecification { get; init; } = true;

    /// <summary>
    /// UNCONFIRMED: the answer to an interpreted guest instruction on an APQN outside the guest's masks.
    /// </summary>
    public ResponseCode OutsideGuestMasks { get; init; } = ResponseCode.NotAvailable;

    /// <summary>UNCONFIRMED: whether DQAP with GR0 bits 33, 34, 35, 40 or 41 is a specification exception.</summary>
    public bool DqapReservedBitsAreSpecification { get; init; } = true;

    /// <summary>
    /// UNCONFIRMED: whether DQAP with a buffer above the queue's maximum message is a specification exception, as a test of
    /// kvm-unit-tests expects that was posted and not merged (20240202145913.34831-8); else it is as good as one of the maximum.
    /// </summary>
    public bool DqapAboveMaximumIsSpecification { get; init; } = true;

    /// <summary>
    /// UNCONFIRMED: whether NQAP above the maximum is a specification exception, or answers 15. The same test means to ask, but its part for
    /// NQAP issues B2AE, which is DQAP; Linux 6.12.117 drivers/s390/crypto/ap_bus.h has 15, for a message that is too big.
    /// </summary>
    public bool NqapAboveMaximumIsSpecification { get; init; }
}
