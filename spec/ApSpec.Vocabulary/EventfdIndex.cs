namespace ApSpec.Vocabulary;

/// <summary>What an eventfd that user space gives the driver is signalled for (VFIO_DEVICE_SET_IRQS).</summary>
public enum EventfdIndex : byte
{
    /// <summary><c>req</c>: the host wants the device back (VFIO_AP_REQ_IRQ_INDEX).</summary>
    Req,

    /// <summary><c>cfg</c>: the guest's AP configuration changed (VFIO_AP_CFG_CHG_IRQ_INDEX).</summary>
    Cfg,
}
