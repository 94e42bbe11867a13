namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_queue_driver</c> of Shim/abi.h.</summary>
internal enum NativeQueueDriver : byte
{
    None = 0,
    VfioAp = 1,
    Host = 2,
}
