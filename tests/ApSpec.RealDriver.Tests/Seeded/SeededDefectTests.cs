using Xunit.Abstractions;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>Defects seeded into copies of real trees, over all entry points of the driver: each is blamed on a rule that it breaks.</summary>
[Trait("Kind", "Long")]
public sealed class SeededDefectTests(ITestOutputHelper output)
{
    private const int FoundMin = 50;

    [KernelTreeTheory]
    [InlineData("6.12")]
    [InlineData("6.1")]
    public void Every_seeded_defect_is_found(string version)
    {
        using var driver = new SeededDriver(version);
        var search = new DefectSearch(driver.With(0));

        var scores = SeededDefects.All.Index().Where(entry => entry.Item.IsIn(version))
            .Select(entry => search.Find(entry.Item, driver.With(entry.Index + 1)))
            .ToArray();

        var found = scores.Count(score => score.Rule is not null);
        output.WriteLine($"{version}: seeded defects: {found} of {scores.Length} found");
        output.WriteLine($"{"defect",-34} {"rule",-9} len  also violated");
        foreach (var score in scores)
            output.WriteLine(score.ToString());
        Assert.True(found >= FoundMin, $"{found} found");
        Assert.All(scores, score => Assert.True(score.Rule is not null == score.Defect.Missed is null,
            $"{score.Defect.Name}: {(score.Rule is null ? "not found" : $"found by {score.Rule}, the table says that it is missed")}; others: {string.Join(' ', score.Others)}"));
        Page.Check(version, scores);
    }
}
