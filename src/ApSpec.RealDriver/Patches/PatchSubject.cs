using System.Globalization;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Patches;

/// <summary>What the subject of a patch's mail says: <c>[PATCH v3 2/4] s390/vfio-ap: ...</c>.</summary>
/// <param name="Text">The subject without the part in brackets.</param>
/// <param name="Version">Of the series.</param>
/// <param name="Number">The place in the series; null when it stands alone. A cover letter has 0.</param>
/// <param name="Count">Patches of the series.</param>
/// <param name="IsReply">It begins with <c>Re:</c>.</param>
internal sealed partial record PatchSubject(string Text, int Version, int? Number, int? Count, bool IsReply)
{
    /// <summary>Reads one.</summary>
    public static PatchSubject Parse(string subject)
    {
        var match = Form().Match(Blanks().Replace(subject, " ").Trim());
        var tags = match.Groups["tags"].Value;
        var series = Series().Match(tags);
        var version = VersionMark().Match(tags);
        return new PatchSubject(match.Groups["text"].Value, NumberOf(version, "version") ?? 1, NumberOf(series, "number"), NumberOf(series, "count"),
            match.Groups["reply"].Success);
    }

    private static int? NumberOf(Match match, string group) =>
        match.Success && int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?<reply>(?:re|aw|fwd?):\s*)*(?<tags>(?:\[[^\]]*\]\s*)*)(?<text>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex(@"(?<![\w/])(?<number>\d{1,4})/(?<count>\d{1,4})(?![\w/])")]
    private static partial Regex Series();

    [GeneratedRegex(@"(?<!\w)v(?<version>\d{1,4})(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex VersionMark();
}
