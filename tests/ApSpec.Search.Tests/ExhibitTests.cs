using ApSpec.Search.Museum;

namespace ApSpec.Search.Tests;

public sealed class ExhibitTests
{
    [Theory]
    [InlineData("B1", "f21916ec4826")]
    [InlineData("B4", "0cc00c8d4050 86956e70761b")]
    [InlineData("B16", "2b48f52f2bff")]
    [InlineData("B13", "")] // which commit is UNCONFIRMED; the one that is named only hides it
    [InlineData("B20", "")]
    [InlineData("S12", "")] // ended in part
    public void The_commits_that_end_a_defect_are_those_its_fix_begins_with(string bug, string commits) =>
        Assert.Equal(commits, string.Join(' ', Exhibits.Find(bug)!.FixedBy));

    [Fact]
    public void A_CVE_stands_beside_the_commit_that_ends_it()
    {
        var numbered = Exhibits.All.Where(exhibit => exhibit.Cve is not null).ToArray();

        Assert.Equal(["B12", "B34", "B36", "B37", "B38", "B40"], numbered.Select(exhibit => exhibit.Id));
        Assert.All(numbered, exhibit => Assert.Single(exhibit.FixedBy));
        Assert.Equal(numbered.Length, numbered.DistinctBy(exhibit => exhibit.Cve).Count());
    }

    [Theory]
    [InlineData("v5.10", 5, 10)]
    [InlineData("5.10.262", 5, 10)]
    [InlineData("6.12", 6, 12)]
    public void A_kernel_is_known_by_its_series(string text, int major, int minor) =>
        Assert.Equal(new KernelVersion(major, minor), KernelVersion.Parse(text));

    [Theory]
    [InlineData("patch-v3")]
    [InlineData("1e753732bda6")]
    [InlineData("")]
    [InlineData("99999.1")]
    public void What_is_no_release_has_no_series(string text) => Assert.Null(KernelVersion.Parse(text));

    [Fact]
    public void Series_are_compared_as_numbers()
    {
        Assert.True(new KernelVersion(6, 2).IsBefore(new KernelVersion(6, 12)));
        Assert.True(new KernelVersion(5, 19).IsBefore(new KernelVersion(6, 0)));
        Assert.False(new KernelVersion(6, 1).IsBefore(new KernelVersion(6, 1)));
    }
}
