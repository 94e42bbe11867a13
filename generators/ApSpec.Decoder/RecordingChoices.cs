using System.Collections.Immutable;

namespace ApSpec.Decoder;

/// <summary>Passes another source's choices on and keeps them, so that a trace can be decoded again from the list alone.</summary>
public sealed class RecordingChoices(IChoices source) : IChoices
{
    private readonly ImmutableArray<uint>.Builder recorded = ImmutableArray.CreateBuilder<uint>();

    /// <inheritdoc/>
    public bool IsDry => source.IsDry;

    /// <summary>Every choice so far, in order.</summary>
    public ImmutableArray<uint> Recorded => recorded.ToImmutable();

    /// <inheritdoc/>
    public uint Next(uint bound)
    {
        var choice = source.Next(bound);
        recorded.Add(choice);
        return choice;
    }
}
