namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_function</c> of Shim/abi.h.</summary>
internal enum NativeFunction : uint
{
    Tapq = 0,
    Rapq = 1,
    Zapq = 2,
    AqicOn = 3,
    AqicOff = 4,
    BusZapq = 5,
}
