using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_line</c> of Shim/abi.h: a place where a line begins, and the first trace that ran it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeLine
{
    public uint Offset;
    public ushort IsRun;
    public ushort Code;
    public ulong Seed;
    public ulong Step;
}
