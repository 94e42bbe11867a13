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
    public NativeMask Apm;
    public NativeMask Aqm;
    public NativeMask Adm;
    public NativeMask ShadowApm;
    public NativeMask ShadowAqm;
    public NativeMask ShadowAdm;
    public NativeMask AddApm;
    public NativeMask AddAqm;
    public NativeMask AddAdm;
    public PinArray Pins;

    [InlineArray(NativeScope.PagesMax)]
    public struct PinArray
    {
        private byte first;
    }
}
