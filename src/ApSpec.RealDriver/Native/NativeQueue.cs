using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_queue</c> of Shim/abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeQueue
{
    public byte IsBound;
    public byte Link;
    public byte Table;
    public byte SavedIsc;
    public byte SavedPage;
    public byte ResetCode;
    public NativeQueueDriver Driver;
    public byte Reserved;
}
