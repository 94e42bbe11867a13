namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_event_kind</c> of Shim/abi.h.</summary>
internal enum NativeEventKind : byte
{
    Edge = 0,
    UnlockNotHeld,
    Deadlock,
    RefUnderflow,
    UseAfterFree,
    Null,
    Warning,
    DoubleFree,
    Wild,
    OutOfBounds,
    Bug,
    ListCorruption,
    Signal,
    Freed,
    Allocated,
    Race,
    Hang,
    Masks,
    Config,
    List,
    Missing,
}
