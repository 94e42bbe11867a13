namespace ApSpec.Search.Causes;

/// <summary>Who can make a driver go wrong, ordered by the privilege that it takes; the last does not exist.</summary>
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

    /// <summary>It takes a failure inside the kernel.</summary>
    Failure,

    /// <summary>It takes an injected answer of the hardware, without a reason in the trace.</summary>
    Answer,

    /// <summary>It takes calls that no VFIO core makes.</summary>
    Core,
}
