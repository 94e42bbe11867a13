using System.Collections.Concurrent;
using System.Diagnostics;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;
using Xunit.Abstractions;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>Each seeded defect is found by random traces and blamed on a right rule; the score is printed.</summary>
public sealed class SeededDefectTests(ITestOutputHelper output)
{
    private const int Seeds = 3_000;
    private const string Control = "none";

    [KernelTreeFact]
    public void Each_is_found_and_blamed_on_the_right_rule()
    {
        var rows = new ConcurrentDictionary<int, (string Line, bool IsFound)>();
        Parallel.For(0, SeededDefects.All.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                rows[i] = Try(SeededDefects.All[i]);
            }
            catch (Exception e) when (e is Xunit.Sdk.XunitException or InvalidOperationException)
            {
                rows[i] = ($"{SeededDefects.All[i]}: {e.Message}", false);
            }
        });
        var wanted = SeededDefects.All.Count(defect => defect.Rules[0] != Control);
        var found = Enumerable.Range(0, rows.Count).Count(i => SeededDefects.All[i].Rules[0] != Control && rows[i].IsFound);
        output.WriteLine($"seeded defects: {found} of {wanted} found");
        foreach (var i in rows.Keys.Order())
            output.WriteLine(rows[i].Line);

        Assert.True(wanted >= 15);
        Assert.All(rows.Keys.Order(), i => Assert.True(rows[i].IsFound == (SeededDefects.All[i].Rules[0] != Control), rows[i].Line));
    }

    private static (string Line, bool IsFound) Try(SeededDefect defect)
    {
        var clock = Stopwatch.StartNew();
        using var tree = new EditedTree("6.12");
        tree.Change(defect.Seed);
        using var changed = tree.Load();
        using var unchanged = LoadedDriver.Of("6.12");
        var rules = defect.Rules[0] == Control ? RuleBook.All : [.. defect.Rules.Select(id => RuleBook.Find(id)!)];
        var scopes = Plan.For(Era.OpenDevice).Where(scope => rules.Any(rule => scope.Has(rule.Needs)));
        var found = new DifferentialSearch(changed, unchanged, rules).Find(scopes, Seeds);
        var line = found is { } hit
            ? $"{defect}: {hit.Rule.Id} in {hit.Trace.Operations.Length}: {string.Join("; ", hit.Trace.Operations)}"
            : $"{defect}: NOT FOUND by {string.Join(", ", defect.Rules)}";
        return ($"{line} ({clock.Elapsed.TotalSeconds:F0} s)", found is not null);
    }
}
