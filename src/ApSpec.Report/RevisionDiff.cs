using System.Text;
using ApSpec.Drivers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace ApSpec.Report;

/// <summary>How the files of two revisions differ: neighbouring revisions differ by the patch alone.</summary>
public static class RevisionDiff
{
    private const int Context = 3;

    /// <summary>The changed lines with three lines around them, in the order of the files.</summary>
    public static string Format(Revision a, Revision b)
    {
        var lines = InlineDiffBuilder.Diff(a.Text, b.Text).Lines;
        var near = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type == ChangeType.Unchanged)
                continue;
            for (var j = Math.Max(0, i - Context); j <= Math.Min(lines.Count - 1, i + Context); j++)
                near[j] = true;
        }

        var text = new StringBuilder($"--- {a.File}\n+++ {b.File}\n");
        for (var i = 0; i < lines.Count; i++)
        {
            if (!near[i])
                continue;
            if (i == 0 || !near[i - 1])
                text.Append($"@@ {FunctionAt(lines, i)} @@\n");
            text.Append(lines[i].Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' })
                .Append(lines[i].Text).Append('\n');
        }

        return text.ToString();
    }

    // The function of a hunk: the last method head above it, as in diff -p.
    private static string FunctionAt(List<DiffPiece> lines, int at)
    {
        for (var i = at; i >= 0; i--)
        {
            var line = lines[i].Text.Trim();
            if (line.Contains(" async KernelTask", StringComparison.Ordinal))
                return line;
        }

        return "";
    }
}
