using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_call</c> of Shim/abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeCall
{
    /// <summary>As <see cref="FailAlloc"/>: the first allocation that the kernel itself makes in the call fails.</summary>
    public const uint FailLent = uint.MaxValue;

    /// <summary>As <see cref="FailAlloc"/>: the machine has no AP instructions.</summary>
    public const uint FailNoAp = FailLent - 1;

    /// <summary>As <see cref="FailAlloc"/>, plus n: naming or registering the n-th object fails with -ENOMEM.</summary>
    public const uint FailStep = 1u << 31;

    /// <summary><c>APX_AQIC_OLD_CC</c>, as <see cref="Arg"/>: condition code 3 before the guest's instruction.</summary>
    public const int OldConditionCode = 2;

    /// <summary><c>APX_AQIC_VCPU</c>, as <see cref="Arg"/>: the guest's second vcpu is intercepted.</summary>
    public const int SecondVcpu = 4;

    public NativeOp Op;
    public byte Mdev;
    public byte Kvm;
    public byte Arg;
    public byte Isc;
    public uint Queue;
    public byte Apid;
    public byte Apqi;
    public ushort Reserved;
    public uint Id;
    public uint Address;
    public uint FailAlloc;
    public uint Reserved2;
    public NativeMask Apm;
    public NativeMask Aqm;
    public NativeMask Adm;
}
