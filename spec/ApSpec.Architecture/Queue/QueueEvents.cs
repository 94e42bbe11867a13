namespace ApSpec.Architecture;

/// <summary>What happened to a queue while time passed or a request was processed.</summary>
[Flags]
public enum QueueEvents : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A reset completed: E=1, R=0, F=0, I=0 (AP invariant A-I34).</summary>
    ResetCompleted = 1,

    /// <summary>Interrupts are now enabled.</summary>
    IrqEnabled = 2,

    /// <summary>Interrupts are now disabled by AQIC.</summary>
    IrqDisabled = 4,

    /// <summary>An association is in effect.</summary>
    Associated = 8,

    /// <summary>The answer set ahead is given no more.</summary>
    AnswerExpired = 16,

    /// <summary>A request became a reply.</summary>
    Replied = 32,

    /// <summary>The notification-indicator byte was written and an adapter interruption raised.</summary>
    Interrupted = 64,
}
