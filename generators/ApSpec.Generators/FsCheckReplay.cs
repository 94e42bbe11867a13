using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators;

/// <summary>What makes FsCheck run one failing case again: <c>(seed,gamma,size)</c>, as <c>[Property(Replay = ...)]</c> reads it.</summary>
/// <param name="Seed">FsCheck's seed.</param>
/// <param name="Gamma">Its odd increment.</param>
/// <param name="Size">The size of the case.</param>
public readonly record struct FsCheckReplay(ulong Seed, ulong Gamma, int Size)
{
    /// <summary>A configuration that runs this case.</summary>
    public Config ApplyTo(Config config) => config.WithReplay(Seed, Gamma, Size);

    /// <summary>Reads what <see cref="ToString"/> prints; null when it is something else.</summary>
    public static FsCheckReplay? Parse(string text)
    {
        var words = text.Trim().Trim('(', ')').Split(',');
        return words.Length == 3
            && ulong.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            && ulong.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var gamma)
            && gamma % 2 == 1
            && int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? new FsCheckReplay(seed, gamma, size)
                : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"({Seed},{Gamma},{Size})";
}
