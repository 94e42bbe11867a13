namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_descriptor</c> of Shim/abi.h: open descriptors of an mdev's group and container.</summary>
[Flags]
internal enum NativeDescriptors : byte
{
    None = 0,
    GroupFd = 1,
    ContainerFd = 2,
    InContainer = 4,
}
