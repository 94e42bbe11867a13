namespace ApSpec.Architecture;

/// <summary>
/// The response code, APQSW bits 40-47: what the queue answered. Each member states when it is answered.
/// Source, unless a member says otherwise: Linux 6.12.117 drivers/s390/crypto/ap_bus.h.
/// </summary>
public enum ResponseCode : byte
{
    /// <summary>Accepted. For RAPQ, ZAPQ, AQIC and AAPQ: started; the end is seen with TAPQ.</summary>
    Normal = 0x00,

    /// <summary>The APQN is not in the configuration of the issuer (host: QCI masks; guest: its APCB).</summary>
    NotAvailable = 0x01,

    /// <summary>A RAPQ or ZAPQ was accepted and has not completed. Nothing was done; ask again.</summary>
    ResetInProgress = 0x02,

    /// <summary>
    /// The adapter is deconfigured (SCLP or HMC). Its queues have been reset (lkml 20221213154437.15480-6).
    /// </summary>
    Deconfigured = 0x03,

    /// <summary>The adapter is checkstopped. Whether its queues were reset is not stated.</summary>
    Checkstopped = 0x04,

    /// <summary>The queue is busy; nothing was done. UNCONFIRMED: the cause is not public.</summary>
    Busy = 0x05,

    /// <summary>AQIC enable: the notification-indicator byte is at 0 or cannot be addressed.</summary>
    InvalidAddress = 0x06,

    /// <summary>AQIC: interrupts are already as requested, or a change is under way; nothing was done.</summary>
    OtherwiseChanged = 0x07,

    /// <summary>AQIC enable: the host passed an invalid GISA.</summary>
    InvalidGisa = 0x08,

    /// <summary>The queue is bound to another Secure Execution guest.</summary>
    BoundToAnother = 0x09,

    /// <summary>A bind or associate change is under way. AAPQ: as good as accepted. ZAPQ: not accepted.</summary>
    StateChangeInProgress = 0x0A,

    /// <summary>Secure Execution: the queue must be bound (BAPQ) first.</summary>
    NotBound = 0x0B,

    /// <summary>NQAP: the queue is full. DQAP: no reply is waiting (the same code, <c>NO_PENDING_REPLY</c>).</summary>
    QueueFullOrNoReply = 0x10,

    /// <summary>An index is too big. UNCONFIRMED: which instruction answers it; here only when set ahead.</summary>
    IndexTooBig = 0x11,

    /// <summary>A later part of a message without its first part. UNCONFIRMED: which instruction answers it.</summary>
    NoFirstPart = 0x13,

    /// <summary>
    /// NQAP: the message is longer than the queue's maximum (<see cref="HardwareInfo.MaxMessageBytes"/>).
    /// </summary>
    MessageTooBig = 0x15,

    /// <summary>
    /// NQAP: the message needs a facility that is not installed, for example the special-command facility.
    /// </summary>
    FacilityNotInstalled = 0x16,

    /// <summary>BAPQ: the queue cannot be bound.</summary>
    BindError = 0x30,

    /// <summary>AAPQ: the queue cannot be associated: not EP11, or associated already.</summary>
    NotAvailableForAssociation = 0x31,

    /// <summary>BAPQ or AAPQ: the queue holds messages.</summary>
    NotEmpty = 0x32,

    /// <summary>BAPQ: the guest has bound as many queues as it may.</summary>
    BindLimitExceeded = 0x33,

    /// <summary>AAPQ: no such secret.</summary>
    InvalidAssociationSecret = 0x34,

    /// <summary>
    /// After an AAPQ, with the async bit, on every instruction but a reset: the secret is not unique.
    /// </summary>
    AssociationSecretNotUnique = 0x35,

    /// <summary>After an AAPQ, with the async bit, on every instruction but a reset: the association failed.</summary>
    AssociationFailed = 0x36,

    /// <summary>NQAP: the message changes a domain that is not in the ADM. DERIVED from the name.</summary>
    InvalidDomain = 0x42,

    /// <summary>
    /// Never from hardware: Linux reports a truncated DQAP reply so (arch/s390/include/asm/ap.h, ap_dqap).
    /// </summary>
    LinuxTruncatedReply = 0xFF,
}
