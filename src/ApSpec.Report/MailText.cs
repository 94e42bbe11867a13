namespace ApSpec.Report;

/// <summary>Plain text for a mail: 72 columns.</summary>
public static class MailText
{
    /// <summary>Columns.</summary>
    public const int Columns = 72;

    /// <summary>
    /// Breaks a text at blanks; lines after the first begin with <paramref name="indent"/>. A word longer than a line stays whole.
    /// </summary>
    public static string Wrap(string text, string first = "", string indent = "")
    {
        var lines = new List<string>();
        var line = first;
        var isEmpty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Columns)
            {
                lines.Add(line);
                line = indent;
                isEmpty = true;
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        lines.Add(line);
        return string.Join('\n', lines);
    }

    /// <summary>A line that is at most as long as others; what is cut off is marked.</summary>
    public static string Cut(string line) => line.Length <= Columns ? line : line[..(Columns - 3)] + "...";
}
