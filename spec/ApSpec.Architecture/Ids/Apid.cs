using System.Globalization;

namespace ApSpec.Architecture;

/// <summary>
/// An adapter: the row of the AP matrix. Range 0..255 with APXA, 0..63 without. Text: two hex digits, <c>05</c>.
/// </summary>
/// <param name="Value">The id, which is also its bit in an APM (bit 0 leftmost).</param>
/// <remarks>
/// Source: Linux 6.12.117 arch/s390/include/asm/ap.h (AP_MKQID), drivers/s390/crypto/ap_bus.c (card%02x).
/// </remarks>
public readonly record struct Apid(byte Value) : IComparable<Apid>
{
    /// <summary>Reads one or two hex digits.</summary>
    /// <returns>False for anything else; never throws.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Apid id)
    {
        var ok = byte.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && text.Length <= 2;
        id = ok ? new Apid(value) : default;
        return ok;
    }

    /// <inheritdoc/>
    public int CompareTo(Apid other) => Value.CompareTo(other.Value);

    /// <summary>Two lower-case hex digits, as in sysfs.</summary>
    public override string ToString() => Value.ToString("x2", CultureInfo.InvariantCulture);
}
