namespace ApSpec.Vocabulary;

/// <summary>Lock <paramref name="To"/> was taken while <paramref name="From"/> was held, by <paramref name="Function"/>.</summary>
/// <param name="From">The lock already held.</param>
/// <param name="To">The lock taken then.</param>
/// <param name="Function">The kernel's function that took it.</param>
/// <param name="Line">The line in a revision's file, which tells two places of one function apart; 0 when the function's text tells it.</param>
public readonly record struct LockEdge(LockId From, LockId To, string Function, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{From} -> {To} in {Function}";
}
