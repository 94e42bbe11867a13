namespace ApSpec.Architecture;

/// <summary>How an AP instruction ended.</summary>
public enum ApOutcomeKind : byte
{
    /// <summary>It ran; the condition code is set.</summary>
    Completed,

    /// <summary>A program exception; registers are unchanged.</summary>
    Exception,

    /// <summary>SIE intercepted it: the hypervisor decides, registers are unchanged.</summary>
    Intercepted,
}
