using System.Text.Json;
using ApSpec.Drivers;
using ApSpec.Generators;
using ApSpec.Rules;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Properties;

/// <summary>
/// The matrix revision x rule as FsCheck sees it: a rule that the golden matrix calls unviolated survives random traces in four scopes,
/// and no property finds a violation that the matrix does not know.
/// </summary>
[Trait("Kind", "Long")]
public sealed class RevisionRuleTests
{
    private const int TracesEach = 400;

    private static readonly HashSet<(string Revision, string Rule)> Violated = [.. GoldenCells()];

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var revision in Catalog.Thread)
        {
            foreach (var rule in RuleBook.All.Where(rule => rule.IsOf(Era.Notifier)))
                cells.Add(revision.Name, rule.Id);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Random_traces_agree_with_the_golden_matrix(string revisionName, string ruleId)
    {
        var revision = Catalog.Find(revisionName)!;
        var rule = RuleBook.Find(ruleId)!;
        var verdicts = new Verdicts(revision);
        foreach (var scope in new[] { Traces.Lifecycle, Traces.Whole, Traces.Machine, Traces.Hostile })
        {
            if (!scope.Has(rule.Needs))
                continue;
            var runner = new CounterexampleRunner<Trace>();
            FsCheck.Check.One(
                Config.Quick.WithMaxTest(TracesEach).WithReplay(11, 7).WithRunner(runner),
                Prop.ForAll(Traces.In(scope), trace => verdicts.Holds(trace, rule)));
            if (runner.Found is not { } found)
                continue;
            Assert.True(Violated.Contains((revisionName, ruleId)),
                $"{ruleId} is violated on {revisionName}, the golden matrix does not know it:\n{found.Shrunk}");
            return;
        }
    }

    private static IEnumerable<(string Revision, string Rule)> GoldenCells()
    {
        foreach (var line in File.ReadLines(Repository.File("tests/golden/matrix.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            yield return (json.RootElement.GetProperty("revision").GetString()!, json.RootElement.GetProperty("rule").GetString()!);
        }
    }
}
