namespace ApSpec.RealDriver.Build;

/// <summary>What a C file of a driver library is.</summary>
internal enum UnitKind
{
    /// <summary>A file of the user's tree: sees the fakes' headers, its memory accesses are checked.</summary>
    Driver,

    /// <summary>A file of the user's tree that belongs to the kernel around the driver: sees the same headers.</summary>
    Core,

    /// <summary>Functions taken out of files of the user's tree that belong to the kernel around the driver.</summary>
    Function,

    /// <summary>A fake of a kernel subsystem: sees the same headers and the tree's types.</summary>
    Fake,

    /// <summary>A file of the runtime: sees the C library's headers and no kernel type.</summary>
    Runtime,
}
