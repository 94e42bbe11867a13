using ApSpec.RealDriver.Lines;

namespace ApSpec.RealDriver.Tests.Lines;

/// <summary>Changes as a unified diff has them, with and without context.</summary>
public sealed class UnifiedDiffTests
{
    [Fact]
    public void Lines_that_are_new_come_behind_the_line_before_them()
    {
        var hunk = Assert.Single(UnifiedDiff.HunksOf("--- a/x.c\n+++ b/x.c\n@@ -10,0 +11,2 @@ f\n+one\n+two\n"));

        Assert.Equal(("x.c", 10, 2, 0), (hunk.File, hunk.Before, hunk.Added, hunk.Removed.Length));
    }

    [Fact]
    public void Lines_that_are_gone_are_named_by_the_line_before_them()
    {
        var hunk = Assert.Single(UnifiedDiff.HunksOf("--- a/x.c\n+++ b/x.c\n@@ -10,2 +9,0 @@\n-one\n--- two\n"));

        Assert.Equal(("x.c", 9, 0), (hunk.File, hunk.Before, hunk.Added));
        Assert.Equal(["one", "-- two"], hunk.Removed.ToArray());
    }

    [Fact]
    public void Lines_of_context_part_a_hunk()
    {
        var hunks = UnifiedDiff.HunksOf("--- a/x.c\n+++ b/x.c\n@@ -1,5 +1,5 @@\n first\n-old\n+new\n third\n-gone\n fifth\n+last\n");

        Assert.Equal([(1, 1, 1), (3, 0, 1), (4, 1, 0)], hunks.Select(hunk => (hunk.Before, hunk.Added, hunk.Removed.Length)));
    }

    [Fact]
    public void A_file_that_goes_has_no_places_and_the_next_has_its_own()
    {
        var hunk = Assert.Single(UnifiedDiff.HunksOf("--- a/x.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n--- a/y.c\t2020\n+++ b/y.c\t2020\n@@ -0,0 +1 @@\n+one\n"));

        Assert.Equal(("y.c", 0, 1), (hunk.File, hunk.Before, hunk.Added));
    }
}
