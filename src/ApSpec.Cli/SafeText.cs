using System.Globalization;
using System.Text;

namespace ApSpec.Cli;

/// <summary>
/// Makes text safe for a terminal: control characters, bidirectional marks and unpaired surrogates become escapes, <c>\x1b</c> and
/// <c>\u202e</c>. Line feeds and tabs stay. JSON stays valid, since such characters are already escaped in it.
/// </summary>
internal static class SafeText
{
    public static string Escape(ReadOnlySpan<char> text)
    {
        var safe = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            var isWhole = Rune.DecodeFromUtf16(text, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (isWhole && IsSafe(rune))
                safe.Append(text[..length]);
            else if (!isWhole || rune.Value > 0xff)
                AppendUnits(safe, text[..length]);
            else
                safe.Append(rune.Value < ' ' ? $"\\x{rune.Value:x2}" : $"\\u{rune.Value:x4}");
            text = text[length..];
        }

        return safe.ToString();
    }

    /// <summary>A quick test; true when surely nothing has to be escaped.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= ' ' and <= '~') or '\n' or '\t'))
                return false;
        }

        return true;
    }

    private static void AppendUnits(StringBuilder safe, ReadOnlySpan<char> units)
    {
        foreach (var unit in units)
            safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
    }

    private static bool IsSafe(Rune rune) => rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
