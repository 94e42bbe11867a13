using System.Runtime.CompilerServices;
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
    public ReservedArray Reserved;
    public uint Line;
    public uint Pc;
    public byte* Function;
    public byte* Subject;
    public byte* File;

    [InlineArray(3)]
    public struct ReservedArray
    {
        private byte first;
    }
}
