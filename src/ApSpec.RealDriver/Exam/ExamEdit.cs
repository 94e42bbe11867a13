using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Exam;

/// <summary>One place of a kernel tree that a defect of an exam changes, as a pattern: the exam quotes no kernel text.</summary>
/// <param name="File">The file, by its path in the tree.</param>
/// <param name="Function">The function; empty for the whole file.</param>
/// <param name="Find">The text to replace, as a regular expression.</param>
/// <param name="Replace">The new text; <c>$1</c> is the first group.</param>
public sealed record ExamEdit(string File, string Function, string Find, string Replace)
{
    private const RegexOptions Pattern = RegexOptions.Singleline | RegexOptions.CultureInvariant;
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(5);

    /// <summary>Which match is replaced, from 1; 0 when there must be exactly one.</summary>
    public int Occurrence { get; init; }

    /// <summary>What is wrong with it; empty when nothing is.</summary>
    public string Problem()
    {
        if (Path.IsPathRooted(File) || File.Split('/').Contains("..") || File.Length == 0)
            return $"file '{File}': allowed is a path within the tree";
        if (Occurrence < 0)
            return $"occurrence {Occurrence}: allowed is 1 for the first match, and so on";
        try
        {
            _ = new Regex(Find, Pattern, TimeMax);
            return Find.Length == 0 ? "find: is empty" : "";
        }
        catch (ArgumentException e)
        {
            return $"find: {e.Message}";
        }
    }

    /// <summary>The file's text with the edit; null with an error text when the tree has no such place.</summary>
    public string? Apply(string text, out string error)
    {
        error = "";
        if (BodyIn(text) is not { } body)
        {
            error = $"{File} has no function {Function}";
            return null;
        }

        try
        {
            var matches = new Regex(Find, Pattern, TimeMax).Matches(text[body]);
            if (matches.Count < Math.Max(1, Occurrence) || (Occurrence == 0 && matches.Count > 1))
            {
                error = $"{File}{(Function.Length > 0 ? $", {Function}" : "")}: '{Find}' is there {matches.Count} times, {(Occurrence == 0 ? "once" : $"{Occurrence} times")} expected";
                return null;
            }

            var match = matches[Math.Max(1, Occurrence) - 1];
            var (start, _) = body.GetOffsetAndLength(text.Length);
            return string.Concat(text.AsSpan(0, start + match.Index), match.Result(Replace), text.AsSpan(start + match.Index + match.Length));
        }
        catch (RegexMatchTimeoutException)
        {
            error = $"{File}: '{Find}' is searched for longer than {TimeMax.TotalSeconds:F0} s";
            return null;
        }
    }

    // From the line of its name to the closing brace, which is alone in the first column.
    private Range? BodyIn(string text)
    {
        if (Function.Length == 0)
            return ..;
        var found = Regex.Match(text, $@"^(?!\s)[^\n;{{}}=#]*\b{Regex.Escape(Function)}\([^;{{}}]*\)\s*^\{{.*?^\}}",
            RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeMax);
        return found.Success ? found.Index..(found.Index + found.Length) : null;
    }
}
