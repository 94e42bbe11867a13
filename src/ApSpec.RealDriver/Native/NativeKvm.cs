using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_kvm</c> of Shim/abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeKvm
{
    public byte Life;
    public byte VmClosed;
    public byte VcpuClosed;
    public byte KvmVfioClosed;
    public byte DriverRefs;
    public byte CoreRefs;
    public byte Hook;
    public byte IsProtected;
    public byte Groups;
    public byte LockHeld;
    public byte VcpuHeld;
    public byte HookHeld;
    public byte IsStray;
    public byte PrivatePages;
    public ReservedArray Reserved;
    public NativeMask Apm;
    public NativeMask Aqm;
    public NativeMask Adm;
    public GiscArray Gisc;

    [InlineArray(2)]
    public struct ReservedArray
    {
        private byte first;
    }

    [InlineArray(NativeScope.IscsMax)]
    public struct GiscArray
    {
        private byte first;
    }
}
