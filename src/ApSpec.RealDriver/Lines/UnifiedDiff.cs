using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Lines;

/// <summary>Parses the changes of a unified diff with any number of context lines; text outside hunks is skipped.</summary>
internal static partial class UnifiedDiff
{
    private const string None = "/dev/null";

    /// <summary>Each run of changed lines, in the diff's order. A deleted file has none.</summary>
    public static ImmutableArray<DiffHunk> HunksOf(string diff)
    {
        var hunks = ImmutableArray.CreateBuilder<DiffHunk>();
        string? file = null;
        var (oldLeft, newLeft, line) = (0, 0, 0);
        var (before, added) = (0, 0);
        var removed = ImmutableArray.CreateBuilder<string>();
        void Flush()
        {
            if (file is not null && (added > 0 || removed.Count > 0))
                hunks.Add(new DiffHunk(file, before, added, removed.ToImmutable()));
            (before, added) = (line, 0);
            removed.Clear();
        }

        foreach (var text in diff.Split('\n'))
        {
            if (oldLeft > 0 || newLeft > 0)
            {
                switch (text)
                {
                    case ['+', ..]:
                        newLeft--;
                        line++;
                        added++;
                        break;
                    case ['-', ..]:
                        oldLeft--;
                        removed.Add(text[1..]);
                        break;
                    case ['\\', ..]:
                        break;
                    default:
                        oldLeft--;
                        newLeft--;
                        Flush();
                        before = ++line;
                        break;
                }

                if (oldLeft <= 0 && newLeft <= 0)
                    Flush();
            }
            else if (text.StartsWith("+++ ", StringComparison.Ordinal))
            {
                file = PathIn(text[4..]);
            }
            else if (HunkPattern().Match(text) is { Success: true } hunk)
            {
                oldLeft = CountOf(hunk.Groups[1]);
                newLeft = CountOf(hunk.Groups[3]);
                line = int.Parse(hunk.Groups[2].Value, CultureInfo.InvariantCulture) - (newLeft > 0 ? 1 : 0);
                before = line;
            }
        }

        return hunks.ToImmutable();
    }

    // A tab and a time may follow the name.
    private static string? PathIn(string name)
    {
        name = name.Split('\t')[0].TrimEnd('\r');
        return name == None ? null : name.StartsWith("b/", StringComparison.Ordinal) ? name[2..] : name;
    }

    private static int CountOf(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(@"^@@ -\d{1,9}(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@")]
    private static partial Regex HunkPattern();
}
