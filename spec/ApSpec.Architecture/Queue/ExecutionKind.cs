namespace ApSpec.Architecture;

/// <summary>Whether a queue is used in Secure Execution, where it must be bound before use.</summary>
public enum ExecutionKind : byte
{
    /// <summary>The host or an ordinary guest: no binding.</summary>
    Normal,

    /// <summary>A Secure Execution guest, and QCI reports the AP binding facility (apsb).</summary>
    Secure,
}
