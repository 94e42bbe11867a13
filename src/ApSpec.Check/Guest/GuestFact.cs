namespace ApSpec.Check;

/// <summary>One thing that follows for a guest or the host's administrator; names and operations as a trace writes them.</summary>
/// <param name="Kind">What it is.</param>
public sealed record GuestFact(GuestFactKind Kind)
{
    /// <summary>The guest, or for a queue of two users the first of them; null where it is about none.</summary>
    public string? Guest { get; init; }

    /// <summary>The second user of a queue, or the one whose data is left.</summary>
    public string? Other { get; init; }

    /// <summary>The mdev.</summary>
    public string? Mdev { get; init; }

    /// <summary>The queue or queues.</summary>
    public string? Queues { get; init; }

    /// <summary>The operation after which it is so, or the later one that does not return.</summary>
    public string? Operation { get; init; }

    /// <summary>When the later operation comes.</summary>
    public GuestMoment When { get; init; }

    /// <summary>The fault a call ends in, without its place.</summary>
    public string? Fault { get; init; }

    /// <summary>What the instruction answers.</summary>
    public string? Answer { get; init; }

    /// <summary>The interruption subclass, the page frame or the count of references.</summary>
    public ulong Number { get; init; }

    /// <summary>True when it was so before the last operation, and then rightly.</summary>
    public bool IsStill { get; init; }

    /// <summary>True when it hangs on what AQIC answers while an interrupt change is under way.</summary>
    public bool IsAssumed { get; init; }
}
