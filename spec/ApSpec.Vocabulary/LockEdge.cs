namespace ApSpec.Vocabulary;

/// <summary>Lock <paramref name="To"/> was taken while <paramref name="From"/> was held, by <paramref name="Function"/>.</summary>
/// <param name="From">The lock already held.</param>
/// <param name="To">The lock taken then.</param>
/// <param name="Function">The kernel's function that took it.</param>
/// <param name="Line">The line in a revision's file, which tells two places of one function apart; 0 when the function's text tells it.</param>
public readonly record struct LockEdge(LockId From, LockId To, string Function, int Line)
{
    /// <summary>All locks that were held then.</summary>
    public HeldSet Held { get; init; }

    /// <summary>The lock was wanted for reading.</summary>
    public bool IsToShared { get; init; }

    /// <summary>Where the lock held was taken, as <see cref="Function"/>; empty on a model.</summary>
    public string HeldAt { get; init; } = "";

    /// <summary>The text by which the source names a held lock of class X; empty for others, and when it is unknown.</summary>
    public string FromText { get; init; } = "";

    /// <summary>That of the lock taken.</summary>
    public string ToText { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{From} -> {To} in {Function}";
}
