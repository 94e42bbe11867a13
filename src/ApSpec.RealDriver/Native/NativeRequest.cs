using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_request</c> of Shim/abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeRequest
{
    public const uint NotInPlay = 0xffffffff;
    public const uint NoPage = 0xffffffff;

    public NativeFunction Function;
    public uint Queue;
    public byte Apid;
    public byte Apqi;
    public byte Isc;
    public byte Kvm;
    public ushort Offset;
    public ushort Reserved;
    public uint Page;
    public uint Milliseconds;
    public int Result;
    public byte LockClass;
    public byte LockId;
    public byte HostIsc;
    public NativePointKind Kind;
    public nint What;
    public nint PointFunction;
    public nint PointFile;
    public uint Line;
    public uint Pc;
    public uint Points;
    public uint At;
    public uint Size;
    public uint Object;
    public uint ObjectOffset;
    public uint Reserved3;
}
