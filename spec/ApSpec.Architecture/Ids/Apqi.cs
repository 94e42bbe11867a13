using System.Globalization;

namespace ApSpec.Architecture;

/// <summary>
/// A queue index, also called usage domain: the column of the AP matrix. Range 0..255 with APXA, 0..15 without.
/// Text: four hex digits, <c>0006</c>.
/// </summary>
/// <param name="Value">The id, which is also its bit in an AQM or ADM (bit 0 leftmost).</param>
/// <remarks>Source: Linux 6.12.117 drivers/s390/crypto/ap_bus.c (queue device name %02x.%04x).</remarks>
public readonly record struct Apqi(byte Value) : IComparable<Apqi>
{
    /// <summary>Reads one to four hex digits whose value is at most 0xff.</summary>
    /// <returns>False for anything else; never throws.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Apqi id)
    {
        var ok = ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && text.Length <= 4 && value <= byte.MaxValue;
        id = ok ? new Apqi((byte)value) : default;
        return ok;
    }

    /// <inheritdoc/>
    public int CompareTo(Apqi other) => Value.CompareTo(other.Value);

    /// <summary>Four lower-case hex digits, as in sysfs.</summary>
    public override string ToString() => Value.ToString("x4", CultureInfo.InvariantCulture);
}
