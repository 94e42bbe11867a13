using System.Text;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>docs/real-driver-seeded.md: the table of defects. <c>UPDATE_GOLDEN=1</c> writes it.</summary>
internal static class Page
{
    private const string Head = """
        # Seeded defects

        How do we know that a check of a real driver would find a defect? The tests put defects into copies of two kernel trees,
        one place of one function each, over all entry points of the driver, and look for them with the random traces, scopes and
        rules of `apspec check --driver`. A defect counts as found when a trace violates a rule that it is expected to break, and the
        same trace does not violate that rule on the driver without the defect.

        The defects of a tree are compiled in one build, asleep; the test wakes one at a time. The table names functions and what they
        call; it quotes no kernel code. `dotnet test tests/ApSpec.RealDriver.Tests --settings tests/Long.runsettings --filter
        FullyQualifiedName~Seeded` prints the score; with `UPDATE_GOLDEN=1` it writes this page.

        {0}

        | defect | entry point | function | place | what is done | trees | found by |
        |---|---|---|---|---|---|---|

        """;

    private static readonly string Path = Repository.File("docs/real-driver-seeded.md");

    /// <summary>Every defect has its row, and every rule that blamed one in this run is in it.</summary>
    public static void Check(string version, IReadOnlyCollection<DefectScore> scores)
    {
        if (Golden.IsUpdate)
            File.WriteAllText(Path, Text());
        Assert.Equal(Text(), File.ReadAllText(Path));
        Assert.All(scores.Where(score => score.Rule is not null), score => Assert.True(score.Defect.Expects(score.Rule!), $"{version}: {score}"));
    }

    private static string Score(string version)
    {
        var all = SeededDefects.All.Where(defect => defect.IsIn(version)).ToArray();
        return $"Linux {version}: {all.Count(defect => defect.Missed is null)} of {all.Length} found";
    }

    private static string Text()
    {
        var text = new StringBuilder(Head.Replace("{0}", string.Join("; ", ((string[])["6.12", "6.1"]).Select(Score)), StringComparison.Ordinal));
        foreach (var d in SeededDefects.All)
        {
            text.Append($"| {d.Name} | {d.Entry} | `{d.Function}` | `{d.Anchor}` | {d.Words} | {d.Versions.Replace(" ", ", ", StringComparison.Ordinal)} ");
            text.Append($"| {(d.Missed is null ? d.Rules.Replace(" ", " or ", StringComparison.Ordinal) : $"nothing: {d.Missed}")} |\n");
        }

        return text.ToString();
    }
}
