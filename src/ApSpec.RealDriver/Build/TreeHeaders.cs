using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>Which files a kernel tree must have, and which of its headers the driver sees; all other headers are empty stubs.</summary>
internal static class TreeHeaders
{
    /// <summary>Where the driver is.</summary>
    public const string DriverFolder = "drivers/s390/crypto";

    /// <summary>Which objects make the module.</summary>
    public const string Makefile = DriverFolder + "/Makefile";

    /// <summary>The header that Shim/ap_wrap.h wraps.</summary>
    public const string Instructions = "arch/s390/include/asm/ap.h";

    /// <summary>The shim's wrapper of it.</summary>
    public const string InstructionsWrapper = "ap_wrap.h";

    /// <summary>Name in an <c>#include</c> with angle brackets, and the tree's header that it means.</summary>
    public static readonly ImmutableArray<(string Name, string Path)> Provided =
    [
        ("asm/ap.h", Instructions),
        ("asm/isc.h", "arch/s390/include/asm/isc.h"),
        ("asm/zcrypt.h", "arch/s390/include/uapi/asm/zcrypt.h"),
        ("uapi/asm/zcrypt.h", "arch/s390/include/uapi/asm/zcrypt.h"),
        ("linux/mdev.h", "include/linux/mdev.h"),
        ("linux/vfio.h", "include/linux/vfio.h"),
        ("uapi/linux/vfio.h", "include/uapi/linux/vfio.h"),
    ];

    /// <summary>The driver's own header: the shim reads the ledger from its structures.</summary>
    public const string Private = DriverFolder + "/vfio_ap_private.h";

    /// <summary>Headers that the shim itself includes. A tree needs only these and those that its own C files include.</summary>
    public static readonly ImmutableArray<string> Needed =
        [Private, Instructions, "include/linux/mdev.h", "include/linux/vfio.h", "include/uapi/linux/vfio.h"];
}
