namespace ApSpec.Vocabulary;

/// <summary>What the ioctls of <see cref="IoctlForm"/> answer (include/uapi/linux/vfio.h).</summary>
public static class IoctlText
{
    /// <summary>What GET_INFO says first: VFIO_DEVICE_FLAGS_RESET and VFIO_DEVICE_FLAGS_AP, and no region.</summary>
    public const string Info = "flags=0x21 regions=0 ";

    /// <summary>What GET_IRQ_INFO says of the request interrupt: VFIO_IRQ_INFO_EVENTFD, and one of it.</summary>
    public const string IrqInfo = "index=0 flags=0x1 count=1";

    /// <summary>True when the ioctl is answered by a driver that has what it asks for.</summary>
    public static bool IsAnswered(IoctlForm form) => form is IoctlForm.Info or IoctlForm.InfoLong or IoctlForm.IrqInfo;

    /// <summary>True when an error is one that tells the caller what is wrong.</summary>
    public static bool IsRefusal(IoctlForm form, Errno errno) => form switch
    {
        IoctlForm.Unknown => errno is Errno.EOPNOTSUPP or Errno.ENOTTY,
        IoctlForm.SetClosed => errno is Errno.EBADF or Errno.EOPNOTSUPP or Errno.ENOTTY,
        IoctlForm.Info or IoctlForm.InfoLong => false,
        IoctlForm.IrqInfo => errno is Errno.EOPNOTSUPP or Errno.ENOTTY,
        IoctlForm.InfoShort => errno is Errno.EINVAL,
        IoctlForm.InfoUnread or IoctlForm.InfoUnwritten => errno is Errno.EFAULT,
        IoctlForm.IrqInfoUnread or IoctlForm.IrqInfoUnwritten or IoctlForm.SetUnread => errno is Errno.EFAULT or Errno.EOPNOTSUPP or Errno.ENOTTY,
        _ => errno is Errno.EINVAL or Errno.EOPNOTSUPP or Errno.ENOTTY,
    };
}
