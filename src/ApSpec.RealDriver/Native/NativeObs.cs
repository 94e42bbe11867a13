using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_obs</c> of Shim/abi.h: the ledger after a step.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeObs
{
    public const int MdevsMax = 8;
    public const int KvmsMax = 8;
    public const int QueuesMax = 1024;
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
    public QueueArray Queue;

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

    [InlineArray(QueuesMax)]
    public struct QueueArray
    {
        private NativeQueue first;
    }
}
