namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_point_mode</c> of Shim/abi.h: where calls of several threads give way.</summary>
internal enum NativePoints : uint
{
    None = 0,
    Known = 1,
    All = 2,
}
