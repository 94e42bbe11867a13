namespace ApSpec.Vocabulary;

/// <summary>What a kernel call returns: 0 or one of the kernel's error names; values are Linux's (include/uapi/asm-generic).</summary>
public enum Errno : byte
{
    /// <summary>The call succeeded: 0.</summary>
    Ok = 0,

    /// <summary>Not permitted: the guest already has an mdev, or no mdev instance is left.</summary>
    EPERM = 1,

    /// <summary>No such entry: a group that is not in the VM's kvm-vfio list.</summary>
    ENOENT = 2,

    /// <summary>Input/output error: an AP reset ended in an unexpected response code.</summary>
    EIO = 5,

    /// <summary>Bad file descriptor: the kvm-vfio device is closed.</summary>
    EBADF = 9,

    /// <summary>Out of memory.</summary>
    ENOMEM = 12,

    /// <summary>Bad address: user space's memory cannot be read or written.</summary>
    EFAULT = 14,

    /// <summary>Busy: an attached mdev, or a queue whose reset does not end.</summary>
    EBUSY = 16,

    /// <summary>Exists: the group is already in this VM's kvm-vfio list.</summary>
    EEXIST = 17,

    /// <summary>No such device: an id above the machine's maximum, a module going away, or no GISA.</summary>
    ENODEV = 19,

    /// <summary>Invalid argument.</summary>
    EINVAL = 22,

    /// <summary>Not a command of this device.</summary>
    ENOTTY = 25,

    /// <summary>Out of range: an ISC above 7, a number of more than 64 bits.</summary>
    ERANGE = 34,

    /// <summary>Too many users: no mdev instance is left (from v6.0 on; before, -EPERM).</summary>
    EUSERS = 87,

    /// <summary>Not supported: the instruction goes on to user space.</summary>
    EOPNOTSUPP = 95,

    /// <summary>Another mdev holds one of these APQNs.</summary>
    EADDRINUSE = 98,

    /// <summary>An APQN of the request is not bound to vfio_ap.</summary>
    EADDRNOTAVAIL = 99,
}
