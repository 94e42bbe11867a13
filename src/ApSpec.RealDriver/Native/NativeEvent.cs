using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_event</c> of Shim/abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeEvent
{
    public NativeEventKind Kind;
    public byte ClassA;
    public byte IdA;
    public byte ClassB;
    public byte IdB;
    public byte IsShared;
    public ushort Locks;
    public uint Line;
    public uint Pc;
    public uint At;
    public uint Size;
    public byte* Function;
    public byte* Subject;
    public byte* File;
    public ulong Held;
    public ulong Alone;
    public uint HeldLine;
    public byte* HeldFunction;
    public byte* HeldFile;
    public byte* HeldText;
}
