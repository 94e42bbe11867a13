namespace ApSpec.Rules;

/// <summary>The parts of a step that a rule reads: groups of fields that changed, and events.</summary>
[Flags]
public enum StepParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The lifecycle state of an mdev changed, and with it what the mdev may hold.</summary>
    Lifecycle = 1 << 0,

    /// <summary>An mdev or guest came or went.</summary>
    Life = 1 << 1,

    /// <summary>References of guests and of the module, instances, open descriptors.</summary>
    References = 1 << 2,

    /// <summary>The guest that an mdev names.</summary>
    NamedGuest = 1 << 3,

    /// <summary>PQAP hooks.</summary>
    Hook = 1 << 4,

    /// <summary>Notifiers.</summary>
    Notifiers = 1 << 5,

    /// <summary>Masks of guests.</summary>
    Masks = 1 << 6,

    /// <summary>Matrices of mdevs.</summary>
    Matrix = 1 << 7,

    /// <summary>Registrations of interruption subclasses.</summary>
    Registrations = 1 << 8,

    /// <summary>Pinned pages.</summary>
    Pins = 1 << 9,

    /// <summary>Interrupt state of queues, the driver's and the hardware's.</summary>
    QueueIrq = 1 << 10,

    /// <summary>Messages, residue and resets of queues.</summary>
    QueueData = 1 << 11,

    /// <summary>Drivers of queues, and what decides on them: apmask, aqmask, driver_override.</summary>
    Binding = 1 << 12,

    /// <summary>The host configuration, deconfigured adapters.</summary>
    Host = 1 << 13,

    /// <summary>Locks held.</summary>
    LocksHeld = 1 << 14,

    /// <summary>The masks that mdevs keep for their guests (the shadow), and waiting removals.</summary>
    Shadow = 1 << 15,

    /// <summary>Masks that are pending until the end of a bus scan, and whether a scan is under way.</summary>
    Waiting = 1 << 16,

    /// <summary>References on eventfds.</summary>
    Eventfds = 1 << 17,

    /// <summary>The mdev pointers of queues, the hash tables that queues are in, and the result of their last reset.</summary>
    QueueLinks = 1 << 18,

    /// <summary>Allocations, and pins of pages out of play.</summary>
    Memory = 1 << 19,

    /// <summary>A lock was taken while another was held.</summary>
    Edges = 1 << 20,

    /// <summary>A fault was recorded.</summary>
    Faults = 1 << 21,

    /// <summary>The call returned an errno.</summary>
    Failure = 1 << 22,

    /// <summary>The call did not return, or the lifecycle does not permit what happened.</summary>
    Refusal = 1 << 23,

    /// <summary>The operation is an assignment.</summary>
    Assignment = 1 << 24,

    /// <summary>The operation is a guest's PQAP(AQIC).</summary>
    Aqic = 1 << 25,

    /// <summary>The operation is an unmap.</summary>
    Unmap = 1 << 26,

    /// <summary>The operation is an AP instruction that the hardware interprets.</summary>
    Instruction = 1 << 27,

    /// <summary>The operation is a reset of the device (VFIO_DEVICE_RESET).</summary>
    DeviceReset = 1 << 28,

    /// <summary>A moment inside a call was recorded.</summary>
    Moments = 1 << 29,

    /// <summary>The operation opens or closes a descriptor.</summary>
    Descriptor = 1 << 30,

    /// <summary>The operation reads a sysfs attribute, or is an ioctl with unusual fields.</summary>
    Text = 1 << 31,
}
