using System.Text;
using ApSpec.RealDriver.Patches;

namespace ApSpec.RealDriver.Tests.Patches;

public sealed class PatchMailTests
{
    private const string Ops = "drivers/s390/crypto/vfio_ap_ops.c";
    private const string Base = "0123456789012345678901234567890123456789";
    private static readonly string Diff = DiffOf("int a = 1;");

    [Fact]
    public void A_file_of_format_patch_is_read_with_subject_author_id_and_base()
    {
        var patch = Assert.Single(Read(Formatted("[PATCH v3 2/4] s390/vfio-ap: free\n what is kept", "Why.\nFrom the guest's view nothing changes.\n", $"\nbase-commit: {Base}\n")));

        Assert.Equal("s390/vfio-ap: free what is kept", patch.Subject);
        Assert.Equal((3, 2, 4), (patch.Version, patch.Number, patch.Count));
        Assert.Contains("ann@example.org", patch.Author, StringComparison.Ordinal);
        Assert.Equal("1@example.org", patch.MessageId);
        Assert.Equal(Base, patch.BaseCommit);
        Assert.Equal([Ops], Assert.Single(patch.Files).Paths);
        Assert.Equal("2/4 (\"s390/vfio-ap: free what is kept\")", patch.Title);
    }

    [Fact]
    public void A_mailbox_gives_a_series_in_its_order_without_cover_letter_and_replies()
    {
        var patches = Read(
            Formatted("[PATCH v2 0/2] two things", $"Read me.\n\nbase-commit: {Base}\n", diff: ""),
            Formatted("[PATCH v2 2/2] second", "Why.\n"),
            Formatted("Re: [PATCH v2 2/2] second", "> Why.\n> " + Diff.Replace("\n", "\n> ", StringComparison.Ordinal) + "\nBecause.\n", diff: ""),
            Formatted("Re: [PATCH v2 1/2] first", "Better:\n"),
            Formatted("[PATCH v2 1/2] first", "Why.\n"),
            Formatted("[PATCH 1/1] of an older version", "Why.\n"));

        Assert.Equal(["first", "second"], patches.Select(patch => patch.Subject));
        Assert.All(patches, patch => Assert.Equal(Base, patch.BaseCommit));
        Assert.Equal("p.mbox, message 5", patches[0].Place);
    }

    [Theory]
    [InlineData("quoted-printable")]
    [InlineData("base64")]
    public void Encoded_mails_with_CRLF_are_decoded(string encoding)
    {
        var text = $"Grüße.\n---\n{DiffOf("int ä = 1;")}".Replace("\n", "\r\n", StringComparison.Ordinal);
        var body = encoding == "base64"
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks)
            : string.Concat(Encoding.UTF8.GetBytes(text).Select(b => b is >= 32 and < 127 and not (byte)'=' or (byte)'\r' or (byte)'\n' ? $"{(char)b}" : $"={b:X2}"));
        var patch = Assert.Single(Read($"From: Ann <ann@example.org>\r\nSubject: =?utf-8?q?[PATCH]_Gr=C3=BC=C3=9Fe?=\r\nMIME-Version: 1.0\r\n"
            + $"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n"));

        Assert.Equal("Grüße", patch.Subject);
        Assert.Equal(DiffOf("int ä = 1;"), Assert.Single(patch.Files).Text);
    }

    [Fact]
    public void What_a_reply_sketches_is_passed_over_and_refused_when_it_is_all_there_is()
    {
        var reply = Formatted("Re: [PATCH] x", $"Or so:\n\n--- a/{Ops}\n+++ b/{Ops}\n@@ -1,9 +1,9 @@\n-a\n...\n", diff: "");

        Assert.Equal("x", Assert.Single(Read(Formatted("[PATCH] x", "Why.\n"), reply)).Subject);
        Assert.Contains("ends before its time", ErrorOf(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void The_author_in_the_text_wins_over_the_one_who_sent_it()
    {
        Assert.Equal("Bob <bob@example.org>", Assert.Single(Read(Formatted("[PATCH] x", "From: Bob <bob@example.org>\n\nWhy.\n"))).Author);
    }

    [Fact]
    public void A_bare_diff_is_a_patch_without_a_mail()
    {
        var patch = Assert.Single(Read("commit 1234\nAuthor: Ann\n\n    Why.\n\n" + Diff));

        Assert.Equal(("p.mbox", "", null), (patch.Title, patch.Subject, patch.Author));
        Assert.Equal(Diff, Assert.Single(patch.Files).Text);
    }

    [Theory]
    [InlineData("", "p.mbox: 1 message, none with a diff of its own; an mbox, a file of git format-patch, a mail or a diff is needed")]
    [InlineData("From: a@example.org\nSubject: no patch\n\nHello.\n", "none with a diff of its own")]
    [InlineData("--- a/../x\n+++ b/../x\n@@ -1 +1 @@\n-a\n+b\n", "p.mbox, line 1: path ../x leads out of the tree")]
    [InlineData("From: a@example.org\nSubject: s\n\n--- a/x/y\n+++ b/x/y\n@@ -1,9 +1 @@\n-a\n", "p.mbox, text line 5: the hunk '@@ -1,9 +1 @@' ends before its time")]
    public void What_is_no_patch_is_refused_with_its_place(string text, string expected) =>
        Assert.Contains(expected, ErrorOf(text), StringComparison.Ordinal);

    [Fact]
    public void Two_patches_of_one_number_are_refused() => Assert.Equal(
        "p.mbox, message 2: is patch 1/2 as p.mbox, message 1 is; one series is needed",
        ErrorOf(Formatted("[PATCH 1/2] a", "") + Formatted("[PATCH 1/2] b", "")));

    [Fact]
    public void More_than_ten_megabytes_are_refused()
    {
        Assert.Null(PatchMail.Read("p.mbox", new byte[PatchMail.BytesMax + 1], out var error));
        Assert.Equal("p.mbox: 10,000,001 bytes; a file of patches has at most 10,000,000", error);
    }

    [Theory]
    [InlineData("[PATCH] a", "a", 1, null, null)]
    [InlineData("[RFC PATCH v12 03/18] a [b] c", "a [b] c", 12, 3, 18)]
    [InlineData("[PATCH 6.12 017/250] a", "a", 1, 17, 250)]
    [InlineData("Re: [PATCH v2 1/2] a", "a", 2, 1, 2)]
    [InlineData("s390/vfio-ap: v2/3 of it", "s390/vfio-ap: v2/3 of it", 1, null, null)]
    public void A_subject_tells_version_and_place(string subject, string text, int version, int? number, int? count)
    {
        var parsed = PatchSubject.Parse(subject);

        Assert.Equal((text, version, number, count), (parsed.Text, parsed.Version, parsed.Number, parsed.Count));
        Assert.Equal(subject.StartsWith("Re:", StringComparison.Ordinal), parsed.IsReply);
    }

    private static string DiffOf(string line) => $"diff --git a/{Ops} b/{Ops}\nindex 1111111..2222222 100644\n--- a/{Ops}\n+++ b/{Ops}\n@@ -1 +1,2 @@\n #include <linux/vfio.h>\n+{line}\n";

    private static string Formatted(string subject, string body, string end = "", string? diff = null) =>
        $"From {Base} Mon Sep 17 00:00:00 2001\nFrom: Ann <ann@example.org>\nDate: Thu, 1 Jan 2026 00:00:00 +0000\nSubject: {subject}\n"
        + $"Message-ID: <1@example.org>\n\n{body}---\n 1 file changed\n\n{diff ?? Diff}{end}-- \n2.43.0\n\n";

    private static Patch[] Read(params string[] messages)
    {
        var patches = PatchMail.Read("p.mbox", Encoding.UTF8.GetBytes(string.Concat(messages)), out var error);
        Assert.True(patches is not null, error);
        return [.. patches.Value];
    }

    private static string ErrorOf(string text)
    {
        Assert.Null(PatchMail.Read("p.mbox", Encoding.UTF8.GetBytes(text), out var error));
        return error;
    }
}
