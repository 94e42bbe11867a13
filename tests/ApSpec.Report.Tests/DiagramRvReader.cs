namespace ApSpec.Report.Tests;

/// <summary>
/// Reads an automaton as the kernel's 6.12 tool does: line by line, by the place of words. Where the tool would go on
/// with less than was written, this reader throws.
/// </summary>
internal sealed class DiagramRvReader
{
    private const string InitMarker = "__init_";
    private readonly string[] lines;

    public DiagramRvReader(string text)
    {
        lines = text.Split('\n');
        if (lines[0] != "digraph state_automaton {")
            throw new FormatException($"line 1 is '{lines[0]}'");
        var at = Nodes(1);
        if (lines[at].Trim() != $"\"{InitMarker}{Initial}\" -> \"{Initial}\";")
            throw new FormatException($"line {at + 1}, which the tool skips unread, is '{lines[at]}'");
        Edges(at + 1);
    }

    public string Initial { get; private set; } = "";

    public List<string> States { get; } = [];

    public List<string> Final { get; } = [];

    public Dictionary<(string State, string Event), string> Function { get; } = [];

    private static string Unquoted(string word) => word.Replace("\"", "", StringComparison.Ordinal);

    private int Nodes(int at)
    {
        for (; lines[at].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0] == "{node"; at++)
        {
            var name = Unquoted(lines[at].Split(' ')[^1]).Replace("};", "", StringComparison.Ordinal);
            if (name.StartsWith(InitMarker, StringComparison.Ordinal))
            {
                Initial = name[InitMarker.Length..];
                continue;
            }

            States.Add(name);
            if (lines[at].Contains("doublecircle", StringComparison.Ordinal)
                || lines[at].Contains("ellipse", StringComparison.Ordinal))
                Final.Add(name);
        }

        return at;
    }

    private void Edges(int at)
    {
        for (; lines[at].TrimStart()[0] == '"'; at++)
        {
            var words = lines[at].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words[1] != "->")
            {
                if (words is not [var state, "[label", "=", var label] || label != state + "];")
                    throw new FormatException($"line {at + 1}: '{lines[at]}' labels no state");
                continue;
            }

            if (words is not [var from, _, var to, "[", "label", "=", var events, "];"])
                throw new FormatException($"line {at + 1}: '{lines[at]}' has its words elsewhere");
            foreach (var name in Unquoted(events).Split("\\n"))
                Function.Add((Unquoted(from), name), Unquoted(to));
        }
    }
}
