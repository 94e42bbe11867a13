namespace ApSpec.Vocabulary;

/// <summary>An ioctl of an mdev's descriptor, with its fields at, below and above what include/uapi/linux/vfio.h allows.</summary>
public enum IoctlForm : byte
{
    /// <summary>VFIO_DEVICE_GET_INFO.</summary>
    Info,

    /// <summary>The same with an argsz one byte short.</summary>
    InfoShort,

    /// <summary>The same with an argsz of more than the kernel knows.</summary>
    InfoLong,

    /// <summary>The same with an argument that cannot be read.</summary>
    InfoUnread,

    /// <summary>The same with an argument that cannot be written.</summary>
    InfoUnwritten,

    /// <summary>VFIO_DEVICE_GET_IRQ_INFO of the request interrupt.</summary>
    IrqInfo,

    /// <summary>The same with an argsz one byte short.</summary>
    IrqInfoShort,

    /// <summary>The same with the highest index there is.</summary>
    IrqInfoBeyond,

    /// <summary>VFIO_DEVICE_GET_IRQ_INFO with an argument that cannot be read.</summary>
    IrqInfoUnread,

    /// <summary>The same with an argument that cannot be written.</summary>
    IrqInfoUnwritten,

    /// <summary>VFIO_DEVICE_SET_IRQS of the request interrupt with an argsz one byte short of the header.</summary>
    SetShort,

    /// <summary>The same with no room for the descriptor.</summary>
    SetBare,

    /// <summary>The same from the second interrupt of the index on.</summary>
    SetStart,

    /// <summary>The same of two interrupts.</summary>
    SetTwo,

    /// <summary>The same with the highest index there is.</summary>
    SetBeyond,

    /// <summary>The same with the action MASK.</summary>
    SetMask,

    /// <summary>The same without an action.</summary>
    SetNoAction,

    /// <summary>The same with data of type BOOL.</summary>
    SetBool,

    /// <summary>The same without a type of data.</summary>
    SetNoData,

    /// <summary>The same with a flag that means nothing.</summary>
    SetStrangeFlag,

    /// <summary>The same with a descriptor that is not open.</summary>
    SetClosed,

    /// <summary>The same with an argument that cannot be read.</summary>
    SetUnread,

    /// <summary>A command that VFIO does not have.</summary>
    Unknown,
}
