namespace ApSpec.Architecture;

/// <summary>The interrupt state of a queue. AQIC only starts a change; TAPQ shows it later.</summary>
/// <remarks>Source: Linux 6.12.117 drivers/s390/crypto/ap_queue.c (AP_SM_STATE_SETIRQ_WAIT).</remarks>
public enum IrqState : byte
{
    /// <summary>I=0.</summary>
    Disabled,

    /// <summary>Enable was accepted; I is still 0.</summary>
    Enabling,

    /// <summary>I=1.</summary>
    Enabled,

    /// <summary>Disable was accepted; I is still 1, and the NIB may still be written.</summary>
    Disabling,
}
