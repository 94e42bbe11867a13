using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_api</c> of Shim/abi.h: the functions of a compiled driver.</summary>
/// <remarks>Those that run no code of the driver end at once, block on nothing and call nothing back, so the garbage collector can wait for them.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeApi
{
    public const uint AbiExpected = 6;

    public uint Abi;
    public uint Size;
    public DriverFeatures Features;
    public uint Reserved;
    public delegate* unmanaged<void> Start;
    public delegate* unmanaged<NativeScope*, int> Boot;
    public delegate* unmanaged<NativeMask*, NativeMask*, void> Perms;
    public delegate* unmanaged<uint, ulong, void> Budget;
    public delegate* unmanaged[SuppressGCTransition]<uint, NativeCall*, void> Begin;
    public delegate* unmanaged<uint, NativeRequest*, NativeStatus> Step;
    public delegate* unmanaged[SuppressGCTransition]<uint> Ready;
    public delegate* unmanaged[SuppressGCTransition]<uint> Blocked;
    public delegate* unmanaged[SuppressGCTransition]<uint, void> Pass;
    public delegate* unmanaged[SuppressGCTransition]<uint, void> GiveUp;
    public delegate* unmanaged[SuppressGCTransition]<NativeAnswer*, void> Answer;
    public delegate* unmanaged[SuppressGCTransition]<NativeObs*, void> Observe;
    public delegate* unmanaged[SuppressGCTransition]<uint*, uint*, NativeEvent*> Events;
    public delegate* unmanaged[SuppressGCTransition]<byte*> Text;
    public delegate* unmanaged<uint, int> Save;
    public delegate* unmanaged<uint, int> Restore;
    public delegate* unmanaged<ulong> Hash;
    public delegate* unmanaged<ulong> BlockBytes;
    public delegate* unmanaged<int, void> Path;
    public delegate* unmanaged<uint*, uint*> Places;
    public delegate* unmanaged<NativeLine*, uint, ulong*, int> Watch;
    public delegate* unmanaged<NativePoints, void> Points;
    public delegate* unmanaged<uint> Learn;
    public delegate* unmanaged<void> Forget;
    public delegate* unmanaged<uint, NativeHeld*, uint> Held;
    public delegate* unmanaged[SuppressGCTransition]<uint> Works;
    public delegate* unmanaged[SuppressGCTransition]<uint, uint> BeginWork;
}
