using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_call</c> of Shim/abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeCall
{
    /// <summary>As <see cref="FailAlloc"/>: the first allocation that the kernel makes for the driver fails, whichever it is of the call.</summary>
    public const uint FailLent = uint.MaxValue;

    public NativeOp Op;
    public byte Mdev;
    public byte Kvm;
    public byte Arg;
    public byte Isc;
    public ushort Queue;
    public byte Apid;
    public byte Apqi;
    public uint Id;
    public uint Address;
    public uint FailAlloc;
    public ulong Apm;
    public ulong Aqm;
    public ulong Adm;
}
