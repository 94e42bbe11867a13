namespace ApSpec.Vocabulary;

/// <summary>
/// Parts of the world a scope switches on. A feature that is off takes no bits of state and offers no operations, so that
/// a small scope stays exhaustible.
/// </summary>
[Flags]
public enum Features : uint
{
    /// <summary>Only the lifecycle: create, open, set_kvm, release, remove.</summary>
    None = 0,

    /// <summary><c>masks</c>: assignment of adapters and usage domains through sysfs.</summary>
    Masks = 1,

    /// <summary><c>control</c>: assignment of control domains through sysfs.</summary>
    Control = 2,

    /// <summary><c>irq</c>: the guest's PQAP(AQIC), NIB pages, GISC registrations, DMA unmap.</summary>
    Irq = 4,

    /// <summary><c>messages</c>: NQAP, DQAP and guest resets; residue of a queue's last user.</summary>
    Messages = 8,

    /// <summary><c>reset</c>: the VFIO_DEVICE_RESET and VFIO_DEVICE_GET_INFO ioctls.</summary>
    Reset = 16,

    /// <summary><c>binding</c>: queues change driver through bind, unbind, apmask and aqmask.</summary>
    Binding = 32,

    /// <summary><c>hw</c>: adapters are deconfigured or checkstopped, answers and durations are set ahead, time advances.</summary>
    Hw = 64,

    /// <summary><c>vmfds</c>: user space closes the VM, vcpu and kvm-vfio descriptors, and creates the VM anew.</summary>
    VmFds = 128,

    /// <summary><c>locks</c>: lock-order edges are kept, and a guest can be switched to protected mode.</summary>
    Locks = 256,

    /// <summary><c>failures</c>: calls of the kernel the driver depends on fail when an operation says so.</summary>
    Failures = 512,

    /// <summary><c>config</c>: the <c>ap_config</c> attribute (6.10 and later).</summary>
    Config = 1024,

    /// <summary><c>eventfds</c>: eventfds that user space gives the driver, and the removal of an mdev that is open (6.5 and later).</summary>
    Eventfds = 2048,

    /// <summary><c>waits</c>: 10 s pass at a time, after which a removal that waits for the last close asks again.</summary>
    Waits = 4096,

    /// <summary><c>secure</c>: a guest in protected mode has pages that it does not share with the host.</summary>
    Secure = 8192,

    /// <summary><c>override</c>: queues are bound by their attribute <c>driver_override</c> (7.2 and later).</summary>
    Override = 16384,

    /// <summary>
    /// <c>descriptors</c>: user space handles the descriptors of groups and containers itself. Only compiled drivers with their tree's own VFIO have it.
    /// </summary>
    Descriptors = 32768,

    /// <summary><c>text</c>: sysfs attributes are read, and numbers are written into them in every form. Only checks of compiled drivers sample it.</summary>
    Text = 65536,

    /// <summary><c>ioctls</c>: ioctls with fields at, below and above what is allowed. Only checks of compiled drivers sample it.</summary>
    Ioctls = 131072,

    /// <summary><c>answers</c>: half of the answers that <c>hw</c> sets ahead are any response code of any instruction that the driver issues.</summary>
    Answers = 262144,

    /// <summary><c>cc</c>: a guest's condition code is 3 before each PQAP(AQIC), which KVM may leave as it is. Only checks of compiled drivers sample it.</summary>
    Cc = 524288,

    /// <summary><c>steps</c>: other calls run between the steps of an AP bus scan. Only compiled drivers have it.</summary>
    Steps = 1048576,

    /// <summary><c>vcpus</c>: a guest has two vcpus, each with a lock V of its own. Only calls at once differ by it, so that no check samples it.</summary>
    Vcpus = 2097152,

    /// <summary>What only checks of compiled drivers sample.</summary>
    Compiled = Descriptors | Text | Ioctls | Answers | Cc | Steps,

    /// <summary>Every feature of the modelled kernel: all but <see cref="Compiled"/>.</summary>
    All = Masks | Control | Irq | Messages | Reset | Binding | Hw | VmFds | Locks | Failures | Config | Eventfds | Waits | Secure
        | Override,
}
