namespace ApSpec.RealDriver.Confinement;

/// <summary>Makes the output of untrusted code safe for a terminal: control characters are replaced.</summary>
public static class PlainText
{
    /// <summary>The text with <c>?</c> for control characters other than line ends and tabs.</summary>
    public static string Clean(ReadOnlySpan<char> text) => string.Create(text.Length, text, (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = char.IsControl(from[i]) && from[i] is not '\n' and not '\t' ? '?' : from[i];
    });
}
