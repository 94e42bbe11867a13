namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_point_kind</c> of Shim/abi.h: what a thread does next.</summary>
internal enum NativePointKind : byte
{
    Call = 0,
    Access = 1,
    Lock = 2,
}
