namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_open_failure</c> of Shim/abi.h.</summary>
internal enum NativeOpenFailure : byte
{
    None = 0,
    Module = 1,
    GroupNotifier = 2,
    IommuNotifier = 3,
}
