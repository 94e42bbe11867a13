using System.Text.Json;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>The findings of the golden matrix: each a shortest trace, the rule that it violates, and the kind of operation that does.</summary>
internal static class GoldenMatrix
{
    private static readonly Lazy<ILookup<(string Revision, string Rule), GoldenFinding>> Findings = new(() =>
        File.ReadLines(Repository.File("tests/golden/matrix.jsonl")).Select(Read).ToLookup(row => row.Cell, row => row.Finding));

    /// <summary>The findings of one cell; none when the rule is not violated there.</summary>
    public static IEnumerable<GoldenFinding> Of(string revision, string rule) => Findings.Value[(revision, rule)];

    private static ((string Revision, string Rule) Cell, GoldenFinding Finding) Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var row = json.RootElement;
        var operations = row.GetProperty("operations").EnumerateArray().Select(operation => operation.GetString());
        var text = $"scope {Text("scope")}\n" + string.Join('\n', operations) + "\n";
        var trace = TraceFile.Parse(Text("rule"), System.Text.Encoding.UTF8.GetBytes(text), out var error)?.Trace
            ?? throw new InvalidOperationException($"{error}");
        return ((Text("revision"), Text("rule")), new GoldenFinding(trace, Text("trigger"), Text("minimal") == "proven"));

        string Text(string name) => row.GetProperty(name).GetString()!;
    }
}
