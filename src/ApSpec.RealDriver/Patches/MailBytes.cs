using System.Text;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Patches;

/// <summary>Detects the kind of a patch file, and escapes an mbox of <c>git format-patch</c> so that a mail parser splits it as git does.</summary>
internal static partial class MailBytes
{
    private const string MessageStart = "From ";

    /// <summary>True for an mbox, which <c>git format-patch</c> writes, too.</summary>
    public static bool IsMbox(byte[] bytes) => Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, MessageStart.Length)) == MessageStart;

    /// <summary>True for a mail: it begins with headers, at least one of which only mails have.</summary>
    public static bool IsMail(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var block = HeaderBlock().Match(text);
        return block.Success && MailHeader().IsMatch(block.Value);
    }

    /// <summary>
    /// The mbox with a <c>></c> before each line that begins with <c>From </c> and does not start a message: format-patch does not escape
    /// these in a commit message.
    /// </summary>
    public static byte[] Escaped(byte[] mbox) =>
        Encoding.Latin1.GetBytes(FromLine().Replace(Encoding.Latin1.GetString(mbox), line => IsMessageStart(line.Value) ? line.Value : $">{line.Value}"));

    private static bool IsMessageStart(string line) => Dated().IsMatch(line);

    [GeneratedRegex(@"\A(?:[A-Za-z][\w-]*:(?:[^\n]*\n)(?:[ \t][^\n]*\n)*)+(?=\r?\n|\z)")]
    private static partial Regex HeaderBlock();

    [GeneratedRegex(@"^(?:From|Subject|Message-ID|Date|Content-Type|Received|Return-Path):", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MailHeader();

    [GeneratedRegex(@"^From [^\n]*", RegexOptions.Multiline)]
    private static partial Regex FromLine();

    // The test of git mailsplit: a time followed by a year.
    [GeneratedRegex(@"\d:\d\d\b.*\b(?:19[789]\d|[2-9]\d{3})\b")]
    private static partial Regex Dated();
}
