using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_held</c> of Shim/abi.h: a lock that a task holds.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeHeld
{
    /// <summary><c>APX_HELD_MAX</c>.</summary>
    public const int Max = 24;

    public byte LockClass;
    public byte LockId;
    public byte IsShared;
    public byte Reserved;
    public uint Reserved2;
    public nint Text;
}
