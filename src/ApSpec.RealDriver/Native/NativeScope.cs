using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Native;

/// <summary><c>struct apx_scope</c> of Shim/abi.h: the world's size.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeScope
{
    public const int IdsMax = 256;
    public const int IscsMax = 8;
    public const int PagesMax = 16;

    public uint Size;
    public uint Mdevs;
    public uint Kvms;
    public uint Adapters;
    public uint Domains;
    public uint Pages;
    public uint Iscs;
    public uint Instances;
    public uint Format;
    public NativeScopeFlags Flags;
    public IdArray Apid;
    public IdArray Apqi;
    public IscArray Isc;
    public PageArray Page;

    [InlineArray(IdsMax)]
    public struct IdArray
    {
        private byte first;
    }

    [InlineArray(IscsMax)]
    public struct IscArray
    {
        private byte first;
    }

    [InlineArray(PagesMax)]
    public struct PageArray
    {
        private uint first;
    }
}
