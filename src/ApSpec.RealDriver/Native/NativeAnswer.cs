using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_answer</c> of Shim/abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeAnswer
{
    public byte ResponseCode;
    public byte QueueEmpty;
    public byte RepliesWaiting;
    public byte QueueFull;
    public byte IrqEnabled;
}
