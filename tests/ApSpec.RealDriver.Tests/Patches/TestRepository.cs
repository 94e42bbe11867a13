using System.Diagnostics;

namespace ApSpec.RealDriver.Tests.Patches;

/// <summary>A git repository that a test makes of a tree's files; nothing of the user's configuration has a say.</summary>
internal sealed class TestRepository : IDisposable
{
    private const string Ops = "drivers/s390/crypto/vfio_ap_ops.c";
    private readonly TestFolder folder = new();

    public TestRepository()
    {
        Directory.CreateDirectory(Root);
        Git("init", "--quiet", "--initial-branch=main");
    }

    /// <summary>The work tree.</summary>
    public string Root => folder.At("linux");

    /// <summary>A repository whose first commit, tagged <c>v1</c>, has the files of a small tree.</summary>
    public static TestRepository Mini()
    {
        using var mini = new Build.MiniTree();
        var made = new TestRepository();
        foreach (var path in Directory.EnumerateFiles(mini.Root, "*", SearchOption.AllDirectories))
            made.Write(Path.GetRelativePath(mini.Root, path), File.ReadAllText(path));
        made.Commit("first");
        made.Git("tag", "v1");
        return made;
    }

    /// <summary>A path beside the work tree.</summary>
    public string At(string name) => folder.At(name);

    /// <summary>Writes a file of the work tree.</summary>
    public void Write(string path, string text) => folder.Write(Path.Combine("linux", path), text);

    /// <summary>A file of the work tree.</summary>
    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Adds a line to the driver's largest file.</summary>
    public void AddToOps(string line) => Write(Ops, Read(Ops) + line + "\n");

    /// <summary>Commits the work tree as it is; the commit.</summary>
    public string Commit(string subject)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "-m", subject);
        return Git("rev-parse", "HEAD").Trim();
    }

    /// <summary>Runs git in the work tree; what it printed.</summary>
    public string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[
            ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_NAME", "Ann"), ("GIT_AUTHOR_EMAIL", "ann@example.org"),
            ("GIT_COMMITTER_NAME", "Ann"), ("GIT_COMMITTER_EMAIL", "ann@example.org"),
            ("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z"), ("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z")])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {string.Join(' ', arguments)}: {error.Result}");
        return output;
    }

    /// <summary>All files of the work tree and of git's directory, with when they were written.</summary>
    public string[] State() => [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => $"{path} {File.GetLastWriteTimeUtc(path).Ticks} {new FileInfo(path).Length}")];

    public void Dispose() => folder.Dispose();
}
