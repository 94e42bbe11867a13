using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_mdev</c> of Shim/abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeMdev
{
    public byte Life;
    public byte Opens;
    public byte GroupKvm;
    public byte Kvm;
    public byte IsRemoving;
    public byte ReqRefs;
    public byte CfgRefs;
    public byte IsStray;
    public byte IommuHeld;
    public byte DevSetHeld;
    public byte GroupHeld;
    public byte HasReq;
    public byte GroupNotifier;
    public byte IommuNotifier;
    public NativeDescriptors Descriptors;
    public byte Reserved;
    public ulong Apm;
    public ulong Aqm;
    public ulong Adm;
    public ulong ShadowApm;
    public ulong ShadowAqm;
    public ulong ShadowAdm;
    public ulong AddApm;
    public ulong AddAqm;
    public ulong AddAdm;
    public PinArray Pins;

    [InlineArray(NativeScope.PagesMax)]
    public struct PinArray
    {
        private byte first;
    }
}
