using System.Collections.Immutable;
using System.Text;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;

namespace ApSpec.RealDriver.Tests.Patches;

public sealed class ReviewPairsTests : IDisposable
{
    private const string Folder = "drivers/s390/crypto";
    private const string Ops = $"{Folder}/vfio_ap_ops.c";
    private readonly TestRepository made = TestRepository.Mini();

    public void Dispose() => made.Dispose();

    [GitFact]
    public void The_files_as_they_lie_are_compared_with_HEAD()
    {
        made.AddToOps("int a;");
        using var pairs = Of(new ReviewRequest(TreeName.Parse(made.Root)));
        var pair = Assert.Single(pairs.Pairs);

        Assert.Equal(($"{made.Root}@HEAD", made.Root, made.Root), (pair.Base.Name, pair.Driver.Name, pair.Driver.Path));
        Assert.Contains($"--- a/{Ops}\n+++ b/{Ops}\n@@ -2,0 +3", pair.Changed, StringComparison.Ordinal);
        Assert.EndsWith("\n+int a;\n", pair.Changed, StringComparison.Ordinal);
    }

    [GitFact]
    public void Two_trees_are_compared_and_equal_ones_give_nothing()
    {
        var v1 = TreeName.At(made.Root, "v1");
        made.AddToOps("int a;");
        using var pairs = Of(new ReviewRequest(TreeName.Parse(made.Root)) { Base = v1 });
        Assert.Equal($"{made.Root}@v1 -> {made.Root}", Assert.Single(pairs.Pairs).Title);

        made.Git("checkout", "--quiet", "--", ".");
        made.Write("README", "no driver\n");
        using var none = Of(new ReviewRequest(TreeName.Parse(made.Root)) { Base = v1 });
        Assert.Empty(none.Pairs);
        Assert.Equal([$"{made.Root}@v1 -> {made.Root}"], none.PassedOver.ToArray());
    }

    [GitFact]
    public void Each_commit_of_a_range_is_compared_with_its_first_parent_and_then_the_whole()
    {
        made.AddToOps("int a;");
        var one = made.Commit("one");
        made.Write($"{Folder}/zcrypt_api.c", "int not_compiled;\n");
        var other = made.Commit("another driver");
        made.Write("README", "\n");
        var docs = made.Commit("docs");
        made.AddToOps("int b;");
        var two = made.Commit("two");
        var before = made.State();
        using var pairs = Of(new ReviewRequest(TreeName.Parse(made.Root)) { Range = "v1..main" });

        Assert.Equal([$"{one[..12]} (\"one\")", $"{two[..12]} (\"two\")", "v1..main"], pairs.Pairs.Select(pair => pair.Title));
        Assert.Equal([one, two, null], pairs.Pairs.Select(pair => pair.Commit?.Id));
        Assert.Equal([$"{other[..12]} (\"another driver\")", $"{docs[..12]} (\"docs\")"], pairs.PassedOver.ToArray());
        Assert.DoesNotContain("+int a;", pairs.Pairs[1].Changed, StringComparison.Ordinal);
        Assert.Contains("+int a;", pairs.Pairs[2].Changed, StringComparison.Ordinal);
        Assert.Equal(before, made.State());
    }

    [GitFact]
    public void The_only_changing_commit_of_a_range_stands_for_the_whole()
    {
        made.AddToOps("int a;");
        made.Commit("one");
        using var pairs = Of(new ReviewRequest(TreeName.Parse(made.Root)) { Range = "v1.." });

        Assert.Equal("one", Assert.Single(pairs.Pairs).Commit?.Subject);
    }

    [GitFact]
    public void A_series_of_git_format_patch_with_a_new_file_and_a_rename_is_applied_to_copies()
    {
        made.Write($"{Folder}/vfio_ap_new.c", "#include \"vfio_ap_private.h\"\nint added;\n");
        made.Write($"{Folder}/Makefile", "vfio_ap-objs := vfio_ap_drv.o vfio_ap_ops.o vfio_ap_new.o\n");
        made.Write("Documentation/arch/s390/vfio-ap.rst", "Words.\n");
        made.Commit("add a file");
        made.Git("mv", $"{Folder}/vfio_ap_ops.c", $"{Folder}/vfio_ap_operations.c");
        made.Write($"{Folder}/Makefile", "vfio_ap-objs := vfio_ap_drv.o vfio_ap_operations.o vfio_ap_new.o\n");
        made.Commit("rename a file");
        made.Write("README", "\n");
        made.Commit("docs");
        var mail = made.Git("format-patch", "--stdout", "--cover-letter", "--base=v1", "-v2", "-M", "v1..main");
        made.Git("checkout", "--quiet", "v1");
        var before = made.State();
        using var pairs = Of(new ReviewRequest(TreeName.Parse(made.Root)) { Patches = Patches(mail) });

        Assert.Equal(["1/3 (\"add a file\")", "2/3 (\"rename a file\")", "the series"], pairs.Pairs.Select(pair => pair.Title));
        Assert.Equal(["3/3 (\"docs\")"], pairs.PassedOver.ToArray());
        Assert.Equal(made.Git("rev-parse", "v1").Trim(), pairs.Pairs[1].BaseCommit);
        Assert.Equal("rename a file", pairs.Pairs[1].Patch?.Subject);
        Assert.Equal((pairs.Pairs[0].Driver, $"{made.Root}+1"), (pairs.Pairs[1].Base, pairs.Pairs[0].Driver.Name));
        Assert.Contains("+++ b/drivers/s390/crypto/vfio_ap_operations.c", pairs.Pairs[1].Changed, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(pairs.Pairs[0].Driver.Path, Ops)));
        Assert.Equal(before, made.State());
    }

    [GitFact]
    public void A_patch_is_applied_to_a_revision_too()
    {
        made.AddToOps("int a;");
        var diff = made.Git("diff");
        made.AddToOps("int unrelated;");
        using var pairs = Of(new ReviewRequest(TreeName.At(made.Root, "v1")) { Patches = Patches(diff) });

        Assert.EndsWith("\n+int a;\n", Assert.Single(pairs.Pairs).Changed, StringComparison.Ordinal);
    }

    [GitFact]
    public void What_does_not_apply_is_refused_with_file_and_line_of_the_hunk_and_there_is_no_fuzz()
    {
        WriteLines();
        made.Write(Ops, made.Read(Ops).Replace("int line_10;", "int changed;", StringComparison.Ordinal));
        var diff = made.Git("diff");
        made.Git("checkout", "--quiet", "--", ".");
        made.Write(Ops, made.Read(Ops).Replace("int line_7;", "int other;", StringComparison.Ordinal));

        Assert.Equal($"p.diff: does not apply to {made.Root}: {Ops}:7: the tree has no such lines as this hunk expects",
            ErrorOf(new ReviewRequest(TreeName.Parse(made.Root)) { Patches = Patches(diff) }));
    }

    [GitFact]
    public void A_patch_whose_lines_moved_applies()
    {
        WriteLines();
        made.Write(Ops, made.Read(Ops).Replace("int line_10;", "int changed;", StringComparison.Ordinal));
        var diff = made.Git("diff");
        made.Git("checkout", "--quiet", "--", ".");
        made.Write(Ops, "/* above */\n" + made.Read(Ops));
        using var pairs = Of(new ReviewRequest(TreeName.Parse(made.Root)) { Patches = Patches(diff) });

        Assert.Single(pairs.Pairs);
    }

    [GitFact]
    public void A_tree_that_a_patch_makes_incomplete_is_named()
    {
        made.Write($"{Folder}/Makefile", "vfio_ap-objs := vfio_ap_drv.o vfio_ap_ops.o vfio_ap_lost.o\n");
        var diff = made.Git("diff");
        made.Git("checkout", "--quiet", "--", ".");

        Assert.Equal($"{made.Root}+1: not a kernel tree with vfio_ap: it lacks {Folder}/vfio_ap_lost.c",
            ErrorOf(new ReviewRequest(TreeName.Parse(made.Root)) { Patches = Patches(diff) }));
    }

    [GitFact]
    public void The_copies_go_with_the_pairs()
    {
        made.AddToOps("int a;");
        made.Commit("one");
        var pairs = Of(new ReviewRequest(TreeName.Parse(made.Root)) { Range = "v1..main" });
        var paths = pairs.Pairs.SelectMany(pair => (string[])[pair.Base.Path, pair.Driver.Path]).ToArray();
        Assert.All(paths, path => Assert.True(Directory.Exists(path)));

        pairs.Dispose();

        Assert.All(paths, path => Assert.False(Directory.Exists(path)));
    }

    [GitFact]
    public void Forms_are_not_mixed()
    {
        var tree = TreeName.Parse(made.Root);
        var v1 = TreeName.At(made.Root, "v1");

        Assert.Contains("one of --base, BASE..TIP and --patch is allowed", ErrorOf(new ReviewRequest(tree) { Base = v1, Range = "v1..main" }), StringComparison.Ordinal);
        Assert.Contains("the range names the revisions", ErrorOf(new ReviewRequest(v1) { Range = "v1..main" }), StringComparison.Ordinal);
        Assert.Contains("nothing to compare it with", ErrorOf(new ReviewRequest(v1)), StringComparison.Ordinal);
    }

    private void WriteLines()
    {
        made.Write(Ops, string.Concat(Enumerable.Range(1, 20).Select(line => $"int line_{line};\n")));
        made.Commit("lines");
    }

    private static ImmutableArray<Patch> Patches(string text)
    {
        var patches = PatchMail.Read("p.diff", Encoding.UTF8.GetBytes(text), out var error);
        Assert.True(patches is not null, error);
        return patches.Value;
    }

    private static ReviewPairs Of(ReviewRequest request)
    {
        var pairs = ReviewPairs.Create(request, Sandbox.Here, out var error);
        Assert.True(pairs is not null, error);
        return pairs;
    }

    private static string ErrorOf(ReviewRequest request)
    {
        Assert.Null(ReviewPairs.Create(request, Sandbox.Here, out var error));
        return error;
    }
}
