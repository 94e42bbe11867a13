using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;

namespace ApSpec.RealDriver.Tests.Patches;

public sealed class GitRepositoryTests : IDisposable
{
    private const string Ops = "drivers/s390/crypto/vfio_ap_ops.c";
    private readonly TestRepository made = TestRepository.Mini();

    public void Dispose() => made.Dispose();

    [GitFact]
    public void A_revisions_files_come_from_objects_and_nothing_of_the_repository_changes()
    {
        made.AddToOps("int changed;");
        File.Delete(Path.Combine(made.Root, "include/linux/vfio.h"));
        var before = made.State();
        string path;
        using (var tree = Opened("v1"))
        {
            path = tree.Path;
            Assert.Equal($"{made.Root}@v1", tree.Name);
            Assert.Equal(made.Git("show", $"v1:{Ops}"), File.ReadAllText(Path.Combine(path, Ops)));
            Assert.True(File.Exists(Path.Combine(path, "include/linux/vfio.h")));
        }

        Assert.False(Directory.Exists(path));
        Assert.Equal(before, made.State());
    }

    [GitFact]
    public void What_a_hostile_repository_would_run_is_not_run()
    {
        var mark = made.At("mark");
        var program = Path.Combine(made.Root, "run");
        made.Write("run", $"#!/bin/sh\ntouch {mark}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        made.Write(".gitattributes", "*.c filter=evil diff=evil\n");
        made.Commit("evil");
        foreach (var key in (string[])["core.fsmonitor", "core.pager", "core.sshCommand", "filter.evil.smudge", "diff.evil.textconv", "diff.external", "core.alternateRefsCommand", "gpg.program"])
            made.Git("config", key, program);
        made.Git("config", "core.worktree", made.At("nowhere"));
        made.Git("config", "log.showSignature", "true");

        using (var tree = Opened("main"))
            Assert.Equal(made.Read(Ops), File.ReadAllText(Path.Combine(tree.Path, Ops)));
        Assert.NotNull(Repository().Range("v1..main", out _));
        Assert.False(File.Exists(mark));
    }

    [GitFact]
    public void A_missing_object_is_bad_input_and_is_not_fetched()
    {
        made.Git("clone", "--quiet", "--bare", ".", made.At("origin"));
        var id = made.Git("rev-parse", $"v1:{Ops}").Trim();
        var path = Path.Combine(made.Root, ".git/objects", id[..2], id[2..]);
        File.Delete(path);
        made.Git("remote", "add", "origin", made.At("origin"));
        made.Git("config", "remote.origin.promisor", "true");
        made.Git("config", "remote.origin.partialclonefilter", "blob:none");
        made.Git("config", "protocol.file.allow", "always");
        made.Git("config", "extensions.partialClone", "origin");

        foreach (var sandbox in (Sandbox[])[Sandbox.Here, Sandbox.Unsafe])
        {
            Assert.Null(TreeFolder.Open(TreeName.At(made.Root, "v1"), sandbox, out var error));
            Assert.StartsWith($"{made.Root}@v1: ", error, StringComparison.Ordinal);
            Assert.False(File.Exists(path));
        }
    }

    [GitFact]
    public void Links_of_a_revision_are_not_followed()
    {
        File.Delete(Path.Combine(made.Root, Ops));
        File.CreateSymbolicLink(Path.Combine(made.Root, Ops), "/etc/passwd");
        made.Commit("link");
        using var tree = Opened("main");

        Assert.False(Path.Exists(Path.Combine(tree.Path, Ops)));
    }

    [GitFact]
    public void A_linked_work_tree_a_bare_clone_a_borrowing_clone_and_a_folder_of_a_repository_are_read()
    {
        made.Git("worktree", "add", "--quiet", made.At("linked"), "v1");
        made.Git("clone", "--quiet", "--bare", ".", made.At("bare"));
        made.Git("clone", "--quiet", "--shared", "--no-checkout", ".", made.At("borrowing"));
        made.Write("kernel/README", "\n");
        foreach (var folder in (string[])["drivers", "include", "arch"])
            made.Git("mv", folder, $"kernel/{folder}");
        made.Git("mv", "Makefile", "kernel/Makefile");
        made.Commit("moved");

        foreach (var name in (TreeName[])[TreeName.At(made.At("linked"), "v1"), TreeName.At(made.At("bare"), "v1"), TreeName.At(made.At("borrowing"), "v1"), TreeName.At(made.At("linux/kernel"), "main")])
        {
            using var tree = TreeFolder.Open(name, Sandbox.Here, out var error);
            Assert.True(tree is not null, error);
            Assert.Equal(made.Git("show", $"v1:{Ops}"), File.ReadAllText(Path.Combine(tree.Path, Ops)));
        }
    }

    [Theory]
    [InlineData("nosuch", "no such commit in the repository; a branch, a tag or a commit is needed")]
    [InlineData("", "no such commit")]
    [InlineData("--help", "no such commit")]
    [InlineData("^v1", "no such commit")]
    [InlineData("v1:Makefile", "no such commit")]
    public void A_revision_that_is_none_is_refused(string revision, string expected)
    {
        Assert.Null(TreeFolder.Open(TreeName.At(made.Root, revision), Sandbox.Here, out var error));
        Assert.StartsWith($"{made.Root}@{revision}: {expected}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_without_a_repository_is_refused()
    {
        using var mini = new Build.MiniTree();

        Assert.Null(TreeFolder.Open(TreeName.At(mini.Root, "v1"), Sandbox.Here, out var error));
        Assert.Equal($"{mini.Root}: is not in a git repository; a revision of a tree is read from one", error);
    }

    [GitFact]
    public void A_range_lists_commits_along_first_parents_and_tells_which_change_what_a_build_reads()
    {
        made.Write("README", "one\n");
        var docs = made.Commit("docs: read me");
        made.Git("checkout", "--quiet", "-b", "side", "v1");
        made.AddToOps("int side;");
        made.Commit("side");
        made.Git("checkout", "--quiet", "main");
        made.Git("merge", "--quiet", "--no-ff", "-m", "Merge side", "side");
        var merge = made.Git("rev-parse", "HEAD").Trim();
        var (start, tip, commits) = Repository().Range("v1..", out var error) ?? throw new InvalidOperationException(error);

        Assert.Equal((made.Git("rev-parse", "v1").Trim(), merge), (start, tip));
        Assert.Equal([new GitCommit(docs, start, "docs: read me", false), new GitCommit(merge, docs, "Merge side", true)], commits.ToArray());
    }

    [Theory]
    [InlineData("v1", "v1: no range of commits; BASE..TIP is needed")]
    [InlineData("v1...main", "v1...main: no range of commits")]
    [InlineData("v1..main..v1", "no range of commits")]
    [InlineData("v1..none", "@none: no such commit")]
    public void A_range_that_is_none_is_refused(string range, string expected)
    {
        Assert.Null(Repository().Range(range, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private TreeFolder Opened(string revision) =>
        TreeFolder.Open(TreeName.At(made.Root, revision), Sandbox.Here, out var error) ?? throw new InvalidOperationException(error);

    private GitRepository Repository() => GitRepository.Open(made.Root, Sandbox.Here, out var error) ?? throw new InvalidOperationException(error);
}
