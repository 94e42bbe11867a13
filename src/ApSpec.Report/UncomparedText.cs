using ApSpec.Drivers;

namespace ApSpec.Report;

/// <summary>Names those of several models that were never compared with real code.</summary>
internal static class UncomparedText
{
    /// <summary>The line, with a line feed at its end; empty when all were compared.</summary>
    public static string Format(IEnumerable<Revision> revisions)
    {
        var names = revisions.Where(revision => revision.Uncompared is not null).Select(revision => revision.Name).ToArray();
        return names.Length == 0 ? "" : MailText.Wrap(string.Join(", ", names), "  models never compared with real code: ", "    ") + "\n";
    }
}
