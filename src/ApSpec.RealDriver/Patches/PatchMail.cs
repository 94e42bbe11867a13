using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace ApSpec.RealDriver.Patches;

/// <summary>Reads patches out of an mbox, a file of <c>git format-patch</c>, a mail or a bare diff.</summary>
public static partial class PatchMail
{
    /// <summary>Bytes that a file of patches may have.</summary>
    public const int BytesMax = 10_000_000;

    private const string Allowed = "an mbox, a file of git format-patch, a mail or a diff is needed";

    /// <summary>
    /// The patches of a file, in the order of their series. Messages without a diff (cover letters, replies) are skipped. Null with an error text
    /// when a diff is damaged or changes a path that is not allowed, or when there is no patch.
    /// </summary>
    /// <param name="name">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="error">Place, what was found, what is allowed.</param>
    public static ImmutableArray<Patch>? Read(string name, byte[] bytes, out string error)
    {
        error = bytes.Length > BytesMax ? $"{name}: {bytes.Length:N0} bytes; a file of patches has at most {BytesMax:N0}" : "";
        if (error.Length > 0)
            return null;
        try
        {
            return Patches(name, bytes, out error);
        }
        catch (FormatException e)
        {
            error = $"{name}: is no mail that can be read: {e.Message}; {Allowed}";
            return null;
        }
    }

    private static ImmutableArray<Patch>? Patches(string name, byte[] bytes, out string error)
    {
        error = "";
        (MimeMessage? Mail, string Text)[] messages = MailBytes.IsMbox(bytes) ? [.. MailsOf(MailBytes.Escaped(bytes), MimeFormat.Mbox)]
            : MailBytes.IsMail(bytes) ? [.. MailsOf(bytes, MimeFormat.Entity)]
            : [(null, Lines(Encoding.UTF8.GetString(bytes)))];
        var patches = new List<Patch>();
        var damaged = "";
        foreach (var (index, (mail, text)) in messages.Index())
        {
            var place = messages.Length == 1 ? name : $"{name}, message {index + 1}";
            var files = DiffText.Split(text, out error);
            if (error.Length == 0)
                error = files.Select(PatchPaths.Refusal).FirstOrDefault(refusal => refusal.Length > 0) ?? "";
            if (error.Length > 0)
            {
                error = $"{place}, {(mail is null ? "" : "text ")}{error}";
                if (!IsReply(mail))
                    return null;
                damaged = error;
                continue;
            }

            if (!files.IsEmpty)
                patches.Add(PatchFrom(place, mail, text, files));
        }

        if (patches.Count == 0)
        {
            error = damaged.Length > 0 ? damaged : $"{name}: {messages.Length} {(messages.Length == 1 ? "message" : "messages")}, none with a diff of its own; {Allowed}";
            return null;
        }

        var baseCommit = messages.Select(message => BaseOf(message.Text)).FirstOrDefault(found => found is not null);
        return PatchSeries.Select([.. patches.Select(patch => patch with { BaseCommit = patch.BaseCommit ?? baseCommit })], out error);
    }

    private static IEnumerable<(MimeMessage? Mail, string Text)> MailsOf(byte[] bytes, MimeFormat format)
    {
        using var stream = new MemoryStream(bytes);
        var parser = new MimeParser(stream, format);
        while (!parser.IsEndOfStream)
        {
            var mail = parser.ParseMessage();
            yield return (mail, Lines(string.Join('\n', mail.BodyParts.OfType<TextPart>().Where(part => !part.IsHtml).Select(part => part.Text))));
            if (format == MimeFormat.Entity)
                yield break;
        }
    }

    // A diff written by hand in a reply need not be complete.
    private static bool IsReply(MimeMessage? mail) => PatchSubject.Parse(mail?.Subject ?? "").IsReply;

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static Patch PatchFrom(string place, MimeMessage? mail, string text, ImmutableArray<FileDiff> files)
    {
        var subject = PatchSubject.Parse(mail?.Subject ?? "");
        var author = OwnAuthor().Match(text) is { Success: true } own ? own.Groups["author"].Value : mail?.From.ToString();
        return new Patch(place, Plain(subject.Text))
        {
            Author = string.IsNullOrWhiteSpace(author) ? null : Plain(author),
            MessageId = string.IsNullOrEmpty(mail?.MessageId) ? null : Plain(mail.MessageId),
            Version = subject.Version,
            Number = subject.Number,
            Count = subject.Count,
            IsReply = subject.IsReply,
            BaseCommit = BaseOf(text),
            Files = files,
        };
    }

    private static string Plain(string text) => Confinement.PlainText.Clean(text).Trim();

    private static string? BaseOf(string text) => BaseCommit().Match(text) is { Success: true } match ? match.Groups["id"].Value : null;

    [GeneratedRegex(@"^base-commit: (?<id>[0-9a-f]{40,64})$", RegexOptions.Multiline)]
    private static partial Regex BaseCommit();

    [GeneratedRegex(@"\A\s*From: (?<author>[^\n]+@[^\n]+)\n")]
    private static partial Regex OwnAuthor();
}
