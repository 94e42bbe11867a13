using System.Globalization;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Patches;

/// <summary>Reads the diff of one file: its header, then its hunks.</summary>
internal sealed partial class FileDiffReader(string[] lines, int start)
{
    private const string Nothing = "/dev/null";
    private readonly int first = start;
    private readonly List<string> modes = [];
    private string? old;
    private string? now;
    private bool isBare;
    private bool isBinary;
    private bool isNew;
    private bool isDeleted;

    /// <summary>The first line after it, from 0.</summary>
    public int End { get; private set; } = start;

    /// <summary>Reads it; null with an error text when it is damaged.</summary>
    public FileDiff? Read(out string error)
    {
        if (DiffText.IsGit(lines[End]))
            ReadGitHeader();
        if (Starts("--- ") && End + 1 < lines.Length && lines[End + 1].StartsWith("+++ ", StringComparison.Ordinal))
        {
            (old, now) = (NameOf(lines[End]), NameOf(lines[End + 1]));
            isBare = false;
            End += 2;
        }

        error = old is null && now is null && !isBinary ? $"line {first + 1}: '{lines[first]}' names no file" : "";
        while (error.Length == 0 && Starts("@@ -"))
            error = ReadHunk();
        if (error.Length > 0)
            return null;
        return new FileDiff(isNew || old == Nothing ? null : old, isDeleted || now == Nothing ? null : now, first + 1, string.Join('\n', lines[first..End]) + "\n")
        {
            Modes = modes,
            IsBinary = isBinary,
            IsBare = isBare,
        };
    }

    private bool Starts(string text) => End < lines.Length && lines[End].StartsWith(text, StringComparison.Ordinal);

    private static string NameOf(string line) => line[4..].Split('\t')[0].TrimEnd();

    private void ReadGitHeader()
    {
        if (DiffText.PathsOf(lines[End]) is { } paths)
            (old, now) = paths;
        for (End++; End < lines.Length && Header().Match(lines[End]) is { Success: true } match; End++)
        {
            var value = match.Groups["value"].Value;
            switch (match.Groups["key"].Value)
            {
                case "rename from" or "copy from":
                    (old, isBare) = (value, true);
                    break;
                case "rename to" or "copy to":
                    (now, isBare) = (value, true);
                    break;
                case "index":
                    modes.AddRange(value.Split(' ').Skip(1));
                    break;
                case "GIT binary patch" or "Binary files":
                    isBinary = true;
                    break;
                case "similarity index" or "dissimilarity index":
                    break;
                case var mode:
                    isNew |= mode == "new file mode";
                    isDeleted |= mode == "deleted file mode";
                    modes.Add(value);
                    break;
            }
        }

        while (isBinary && End < lines.Length && !DiffText.IsStart(lines, End))
            End++;
    }

    // A mailer may have stripped the blank of an empty context line.
    private string ReadHunk()
    {
        var header = lines[End];
        if (Counts().Match(header) is not { Success: true } match || !TryCount(match, "old", out var before) || !TryCount(match, "new", out var after))
            return $"line {End + 1}: '{header}' is no hunk's first line; @@ -LINE,COUNT +LINE,COUNT @@ is needed";
        for (End++; before > 0 || after > 0; End++)
        {
            var kind = End == lines.Length ? 'E' : lines[End].Length == 0 ? ' ' : lines[End][0];
            if (kind is not (' ' or '-' or '+' or '\\') || End == lines.Length - 1 && lines[End].Length == 0)
                return $"line {End + 1}: the hunk '{header}' ends before its time: {before} old and {after} new lines are missing";
            before -= kind is ' ' or '-' ? 1 : 0;
            after -= kind is ' ' or '+' ? 1 : 0;
        }

        if (Starts("\\ "))
            End++;
        return before < 0 || after < 0 ? $"line {End}: the hunk '{header}' has more lines than it says" : "";
    }

    private static bool TryCount(Match match, string group, out int count)
    {
        count = 1;
        return !match.Groups[group].Success || int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    [GeneratedRegex(@"^(?<key>old mode|new mode|new file mode|deleted file mode|similarity index|dissimilarity index|rename from|rename to|copy from|copy to|index|GIT binary patch|Binary files)(?: (?<value>.*))?$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^@@ -\d+(?:,(?<old>\d+))? \+\d+(?:,(?<new>\d+))? @@")]
    private static partial Regex Counts();
}
