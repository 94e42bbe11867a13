using ApSpec.RealDriver.Patches;

namespace ApSpec.RealDriver.Tests.Patches;

public sealed class DiffTextTests
{
    private const string Ops = "drivers/s390/crypto/vfio_ap_ops.c";

    [Fact]
    public void A_hunk_ends_where_its_counts_say_and_a_signature_is_none_of_it()
    {
        var file = Assert.Single(Split($"Why.\n---\n 1 file changed\n\ndiff --git a/{Ops} b/{Ops}\nindex 1..2 100644\n--- a/{Ops}\n+++ b/{Ops}\n"
            + "@@ -1,2 +1,2 @@ f\n-a\n+b\n c\n-- \n2.43.0\n"));

        Assert.Equal(5, file.Line);
        Assert.EndsWith("+b\n c\n", file.Text, StringComparison.Ordinal);
        Assert.Equal([Ops], file.Paths);
        Assert.Equal(["100644"], file.Modes);
    }

    [Fact]
    public void New_deleted_renamed_copied_and_empty_files_and_modes_are_told_apart()
    {
        var files = Split("""
            diff --git a/drivers/new.c b/drivers/new.c
            new file mode 100644
            index 0000000..1
            --- /dev/null
            +++ b/drivers/new.c
            @@ -0,0 +1 @@
            +int a;
            diff --git a/drivers/gone.c b/drivers/gone.c
            deleted file mode 100644
            index 1..0000000
            --- a/drivers/gone.c
            +++ /dev/null
            @@ -1 +0,0 @@
            -int a;
            diff --git a/drivers/from.c b/drivers/to.c
            similarity index 100%
            rename from drivers/from.c
            rename to drivers/to.c
            diff --git a/drivers/one.c b/drivers/two.c
            similarity index 100%
            copy from drivers/one.c
            copy to drivers/two.c
            diff --git a/drivers/empty.c b/drivers/empty.c
            new file mode 100644
            index 0000000..e69de29
            diff --git a/drivers/run b/drivers/run
            old mode 100644
            new mode 100755

            """);

        Assert.Equal(
            [(null, "b/drivers/new.c"), ("a/drivers/gone.c", null), ("drivers/from.c", "drivers/to.c"), ("drivers/one.c", "drivers/two.c"),
                (null, "b/drivers/empty.c"), ("a/drivers/run", "b/drivers/run")],
            files.Select(file => (file.OldPath, file.NewPath)));
        Assert.Equal(["drivers/from.c", "drivers/to.c"], files[2].Paths);
        Assert.All(files, file => Assert.Empty(PatchPaths.Refusal(file)));
    }

    [Fact]
    public void A_diff_without_git_is_read_too()
    {
        var file = Assert.Single(Split($"--- linux.orig/{Ops}\t2026-01-01\n+++ linux/{Ops}\t2026-01-02\n@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n"));

        Assert.Equal([Ops], file.Paths);
        Assert.EndsWith("\\ No newline at end of file\n", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blank_that_a_mailer_cut_off_is_a_line_of_context()
    {
        Assert.Single(Split($"--- a/{Ops}\n+++ b/{Ops}\n@@ -1,3 +1,3 @@\n a\n\n-b\n+c\nmore\n"));
    }

    [Theory]
    [InlineData("@@ -1,3 +1,3 @@\n a\n+b\n", "line 6: the hunk '@@ -1,3 +1,3 @@' ends before its time: 2 old and 1 new lines are missing")]
    [InlineData("@@ -1,3 +1,3 @@\n a\nwrapped\n", "line 5: the hunk '@@ -1,3 +1,3 @@' ends before its time")]
    [InlineData("@@ -x +1 @@\n a\n", "line 3: '@@ -x +1 @@' is no hunk's first line")]
    [InlineData("@@ -1,0 +1,1 @@\n-a\n+b\n", "has more lines than it says")]
    public void A_damaged_hunk_is_named_with_its_line(string hunk, string expected)
    {
        Assert.Empty(DiffText.Split($"--- a/{Ops}\n+++ b/{Ops}\n{hunk}", out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--- a/../x.c\n+++ b/../x.c\n@@ -1 +1 @@\n-a\n+b\n", "path ../x.c leads out of the tree")]
    [InlineData("--- a/drivers/../../x.c\n+++ b/drivers/../../x.c\n@@ -1 +1 @@\n-a\n+b\n", "leads out of the tree")]
    [InlineData("--- a/.git/config\n+++ b/.git/config\n@@ -1 +1 @@\n-a\n+b\n", "path .git/config leads out of the tree or into .git")]
    [InlineData("--- /etc/passwd\n+++ /etc/passwd\n@@ -1 +1 @@\n-a\n+b\n", "path /etc/passwd is absolute")]
    [InlineData("--- drivers/x.c\n+++ drivers/x.c\n@@ -1 +1 @@\n-a\n+b\n", "path drivers/x.c has no a/ or b/ before it")]
    [InlineData("--- \"a/x\\ty.c\"\n+++ \"b/x\\ty.c\"\n@@ -1 +1 @@\n-a\n+b\n", "is quoted")]
    [InlineData("diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+/etc\n", "l is a symbolic link (mode 120000)")]
    [InlineData("diff --git a/s b/s\nnew file mode 160000\n--- /dev/null\n+++ b/s\n@@ -0,0 +1 @@\n+Subproject commit 1\n", "s is a submodule (mode 160000)")]
    [InlineData("diff --git a/s b/s\nold mode 100644\nnew mode 104755\n", "s has mode 104755; allowed are 100644 and 100755")]
    [InlineData("diff --git a/x b/x\nrename from ../x\nrename to x\n", "path ../x leads out of the tree")]
    [InlineData("diff --git a/drivers/s390/crypto/x.c b/drivers/s390/crypto/x.c\nnew file mode 100644\nindex 0..1\nGIT binary patch\nliteral 1\nIcmZQz\n\n", "is changed by a binary diff")]
    public void What_no_patch_may_change_is_refused_with_its_line(string text, string expected)
    {
        var refusal = PatchPaths.Refusal(Assert.Single(Split(text)));

        Assert.StartsWith("line 1: ", refusal, StringComparison.Ordinal);
        Assert.Contains(expected, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drivers/s390/crypto/vfio_ap_ops.c", true)]
    [InlineData("drivers/s390/crypto/Makefile", true)]
    [InlineData("virt/kvm/kvm_main.c", true)]
    [InlineData("include/linux/vfio.h", true)]
    [InlineData("include/linux/list.h", false)]
    [InlineData("drivers/s390/crypto/Kconfig", false)]
    [InlineData("Documentation/arch/s390/vfio-ap.rst", false)]
    public void Files_that_a_build_may_read_are_known(string path, bool isRead)
    {
        Assert.Equal(isRead, PatchPaths.IsRead(Assert.Single(Split($"--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-a\n+b\n"))));
    }

    private static FileDiff[] Split(string text)
    {
        var files = DiffText.Split(text, out var error);
        Assert.Empty(error);
        return [.. files];
    }
}
