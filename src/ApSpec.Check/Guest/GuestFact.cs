namespace ApSpec.Check;

/// <summary>One thing that a guest or the host's administrator can do, or that happens to them; names and operations as in a trace.</summary>
/// <param name="Kind">What it is.</param>
public sealed record GuestFact(GuestFactKind Kind)
{
    /// <summary>The guest, or the first user of a queue with two; null when no guest is involved.</summary>
    public string? Guest { get; init; }

    /// <summary>The second user of a queue, or the user that left data.</summary>
    public string? Other { get; init; }

    /// <summary>The mdev.</summary>
    public string? Mdev { get; init; }

    /// <summary>The queue or queues.</summary>
    public string? Queues { get; init; }

    /// <summary>The operation that makes it so, or the later one that does not return.</summary>
    public string? Operation { get; init; }

    /// <summary>When the later operation comes.</summary>
    public GuestMoment When { get; init; }

    /// <summary>The fault that ends a call, without its place.</summary>
    public string? Fault { get; init; }

    /// <summary>The answer of the instruction.</summary>
    public string? Answer { get; init; }

    /// <summary>The interruption subclass, the page frame or the count of references.</summary>
    public ulong Number { get; init; }

    /// <summary>True when it was so before the last operation and was right then.</summary>
    public bool IsStill { get; init; }

    /// <summary>True when it depends on the answer of AQIC while an interrupt change is in progress.</summary>
    public bool IsAssumed { get; init; }
}
