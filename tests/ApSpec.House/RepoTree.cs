using System.Diagnostics;

namespace ApSpec.House;

/// <summary>The checkout the tests were built in.</summary>
internal static class RepoTree
{
    private static readonly string[] Rooms = ["spec", "src", "tests", "generators", "docs", "bench", "native"];
    private static readonly string[] NeverKept = [".git", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];
    private static readonly Lazy<string[]> LazyFiles = new(ListFiles);

    /// <summary>
    /// Every tracked file, and every new file of a room that git does not ignore; paths from the root, with
    /// <c>/</c>, sorted. Without git (a source archive): every file outside the build folders.
    /// </summary>
    public static IReadOnlyList<string> Files => LazyFiles.Value;

    /// <summary>The files whose path ends so, optionally those under some folders (ending in /) only.</summary>
    public static string[] FilesEnding(string ending, params string[] folders) =>
        [.. Files.Where(f => f.EndsWith(ending, StringComparison.Ordinal)
            && (folders.Length == 0 || folders.Any(d => f.StartsWith(d, StringComparison.Ordinal))))];

    public static string Text(string path) => File.ReadAllText(Repository.File(path));

    public static string[] Lines(string path) => File.ReadAllLines(Repository.File(path));

    private static string[] ListFiles()
    {
        var tracked = Git("ls-files", "-z");
        // No tracked file: a source archive unpacked inside some other checkout.
        var files = tracked is null or [] ? Walk(new DirectoryInfo(Repository.Root)) : tracked.Concat(NewFiles());
        return [.. files.Where(f => File.Exists(Repository.File(f))).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string[] NewFiles() =>
        Git(["ls-files", "-z", "--others", "--exclude-standard", "--", .. Rooms]) ?? [];

    // Null when git is missing or this is no git checkout.
    private static string[]? Git(params string[] arguments)
    {
        // A checkout owned by another user (a container's mount) is still the one under test.
        var start = new ProcessStartInfo("git", ["-c", $"safe.directory={Repository.Root}", "-C", Repository.Root, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            _ = errors.Result;
            return git.ExitCode == 0 ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        var here = folder.EnumerateFiles().Select(f => Path.GetRelativePath(Repository.Root, f.FullName).Replace('\\', '/'));
        var below = folder.EnumerateDirectories().Where(d => !NeverKept.Contains(d.Name)).SelectMany(Walk);
        return here.Concat(below);
    }
}
