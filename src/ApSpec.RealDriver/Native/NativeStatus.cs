namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_status</c> of Shim/abi.h.</summary>
internal enum NativeStatus
{
    Done = 0,
    Instruction = 1,
    Sleep = 2,
    Died = 3,
    Stuck = 4,
    Hung = 5,
    Missing = 6,
    Blocked = 7,
    Point = 8,

    /// <summary>Not of the library: the call was planned and has not begun.</summary>
    Planned = -1,
}
