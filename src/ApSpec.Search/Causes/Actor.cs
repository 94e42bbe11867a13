namespace ApSpec.Search.Causes;

/// <summary>Who can make a driver go wrong, from the one who needs least to the one who cannot exist.</summary>
public enum Actor : byte
{
    /// <summary>The guest, by instructions of its own.</summary>
    Guest,

    /// <summary>The user space that runs the guest, by its descriptors.</summary>
    UserSpace,

    /// <summary>Root of the host, through sysfs.</summary>
    Root,

    /// <summary>The machine: adapters that go, come back, or checkstop.</summary>
    Firmware,

    /// <summary>Nobody by himself: something in the kernel fails.</summary>
    Failure,

    /// <summary>Nobody by himself: the hardware gives an answer that the machine of the trace has no reason for.</summary>
    Answer,

    /// <summary>A VFIO core that makes calls which none makes.</summary>
    Core,
}
