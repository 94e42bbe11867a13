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
}
