namespace ApSpec.Vocabulary;

/// <summary>What the modelled kernel did that no kernel may do.</summary>
public enum FaultKind : byte
{
    /// <summary>A lock was released that its releaser does not hold. The call goes on.</summary>
    UnlockNotHeld,

    /// <summary>A lock was taken that the taker already holds, or that an abandoned call holds: the call never returns.</summary>
    Deadlock,

    /// <summary>A reference count went below zero. The call goes on.</summary>
    RefUnderflow,

    /// <summary>Freed memory was touched. The call is abandoned.</summary>
    UseAfterFree,

    /// <summary>A NULL pointer was dereferenced. The call is abandoned.</summary>
    NullDereference,

    /// <summary>The kernel printed a warning (WARN, WARN_ONCE). The call goes on.</summary>
    Warning,

    /// <summary>Memory was freed twice. The call is abandoned.</summary>
    DoubleFree,

    /// <summary>An access outside every object. The call is abandoned.</summary>
    WildAccess,

    /// <summary>An access beyond the end of an object. The call is abandoned.</summary>
    OutOfBounds,

    /// <summary>BUG(), an undefined instruction, a division by zero. The call is abandoned.</summary>
    Bug,

    /// <summary>An entry was added to a list twice, or deleted from one it is not in. The call goes on.</summary>
    ListCorruption,

    /// <summary>The call does not end: it used up a budget far above what a correct call needs.</summary>
    Hang,
}
