using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_obs</c> of Shim/abi.h: the ledger after a step.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeObs
{
    public const int MdevsMax = 8;
    public const int KvmsMax = 8;
    public const int QueuesMax = NativeScope.IdsMax * NativeScope.IdsMax;
    public const byte Strange = 0xff;

    public uint Size;
    public uint LiveAllocs;
    public byte Instances;
    public byte ModuleRefs;
    public byte GuestsHeld;
    public byte MdevsHeld;
    public byte PermsHeld;
    public byte MatrixHeld;
    public byte DeviceListHeld;
    public byte OtherHeld;
    public byte IsArenaFull;
    public byte LocksOfCall;
    public byte StrayPins;
    public ReservedArray Reserved;
    public MdevArray Mdev;
    public KvmArray Kvm;

    /// <summary>Where the queues of the scope go; null: they are left out, and what they alone tell.</summary>
    public NativeQueue* Queue;

    [InlineArray(5)]
    public struct ReservedArray
    {
        private byte first;
    }

    [InlineArray(MdevsMax)]
    public struct MdevArray
    {
        private NativeMdev first;
    }

    [InlineArray(KvmsMax)]
    public struct KvmArray
    {
        private NativeKvm first;
    }
}
