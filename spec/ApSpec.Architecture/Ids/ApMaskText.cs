using System.Globalization;

namespace ApSpec.Architecture;

/// <summary>The text that user space writes to apmask and aqmask, and that <c>ap.apmask=</c> takes.</summary>
/// <remarks>
/// A first character <c>+</c> or <c>-</c> makes it a list of changes to the mask there is: terms <c>±n</c> or
/// <c>±n-m</c> (decimal, 0x hex or 0 octal; n not above m, m below 256), separated by commas or newlines, the last
/// that names an id winning. Else it is hex from the left, <c>0x</c> optional, missing digits zero; at most one newline
/// may follow. Source: Linux 6.12.117 drivers/s390/crypto/ap_bus.c (ap_parse_mask_str, modify_bitmap, ap_hex2bitmap).
/// </remarks>
public static class ApMaskText
{
    private const int HexDigits = ApMask.Bits / 4;

    /// <summary>Applies the text to a mask.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="before">The mask that a list changes; hex replaces it.</param>
    /// <param name="after">The mask after; <paramref name="before"/> on failure.</param>
    /// <param name="error">What is wrong, where the kernel says EINVAL.</param>
    public static bool TryApply(
        ReadOnlySpan<char> text,
        in ApMask before,
        out ApMask after,
        out ApMaskTextError error)
    {
        after = before;
        error = text.Length > 0 && text[0] is '+' or '-' ? ApplyList(text, ref after) : ReadHex(text, out after);
        if (error != ApMaskTextError.None)
            after = before;
        return error == ApMaskTextError.None;
    }

    private static ApMaskTextError ApplyList(ReadOnlySpan<char> text, ref ApMask mask)
    {
        while (text.Length > 0 && text[0] != '\n')
        {
            if (text[0] is not ('+' or '-'))
                return ApMaskTextError.SignExpected;
            var add = text[0] == '+';
            text = text[1..];
            if (!TryNumber(ref text, out var first))
                return ApMaskTextError.NumberExpected;
            var last = first;
            if (text.Length > 0 && text[0] == '-')
            {
                text = text[1..];
                if (!TryNumber(ref text, out last))
                    return ApMaskTextError.NumberExpected;
            }

            if (first > last || last >= ApMask.Bits)
                return ApMaskTextError.OutOfRange;
            for (var id = first; id <= last; id++)
                mask = add ? mask.With(id) : mask.Without(id);
            if (text.Length > 0 && text[0] is not (',' or '\n'))
                return ApMaskTextError.Trailing;
            if (text.Length > 0)
                text = text[1..];
        }

        return text.Length == 0 ? ApMaskTextError.None : ApMaskTextError.Trailing;
    }

    private static ApMaskTextError ReadHex(ReadOnlySpan<char> text, out ApMask mask)
    {
        if (text.StartsWith("0x"))
            text = text[2..];
        Span<byte> bytes = stackalloc byte[ApMask.Bytes];
        bytes.Clear();
        var digits = 0;
        while (digits < text.Length && digits < HexDigits && char.IsAsciiHexDigit(text[digits]))
        {
            var nibble = byte.Parse(text.Slice(digits, 1), NumberStyles.AllowHexSpecifier, null);
            bytes[digits / 2] |= (byte)(digits % 2 == 0 ? nibble << 4 : nibble);
            digits++;
        }

        mask = ApMask.FromBytes(bytes);
        return text[digits..] is "" or "\n" ? ApMaskTextError.None : ApMaskTextError.Trailing;
    }

    private static bool TryNumber(ref ReadOnlySpan<char> text, out int number)
    {
        var radix = text.StartsWith("0x") ? 16 : text.StartsWith("0") ? 8 : 10;
        if (radix == 16)
            text = text[2..];
        number = 0;
        var digits = 0;
        for (; digits < text.Length; digits++)
        {
            var digit = char.IsAsciiHexDigit(text[digits]) ? Convert.ToInt32(text[digits].ToString(), 16) : radix;
            if (digit >= radix)
                break;
            // Saturates above every id, so that a long number stays out of range.
            number = Math.Min((number * radix) + digit, ApMask.Bits);
        }

        text = text[digits..];
        return digits > 0;
    }
}
