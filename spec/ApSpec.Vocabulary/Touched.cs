namespace ApSpec.Vocabulary;

/// <summary>The entities whose observable fields or lifecycle a step may have changed; rules look at these alone.</summary>
/// <param name="mdevs">One bit per mdev.</param>
/// <param name="kvms">One bit per guest.</param>
/// <param name="queues">Queues, in no order.</param>
/// <param name="words">Words of the ledger.</param>
public readonly ref struct Touched(uint mdevs, uint kvms, ReadOnlySpan<int> queues, ReadOnlySpan<int> words)
{
    private readonly ReadOnlySpan<int> queues = queues;
    private readonly ReadOnlySpan<int> words = words;

    /// <summary>One bit per mdev.</summary>
    public uint Mdevs { get; } = mdevs;

    /// <summary>One bit per guest.</summary>
    public uint Kvms { get; } = kvms;

    /// <summary>Queues, in no order.</summary>
    public ReadOnlySpan<int> Queues => queues;

    /// <summary>Words of the ledger, in no order; no other one differs.</summary>
    public ReadOnlySpan<int> Words => words;
}
