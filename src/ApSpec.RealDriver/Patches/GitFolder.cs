using System.Collections.Immutable;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Patches;

/// <summary>
/// The directories of a git repository, found without running git: beside the files, elsewhere for a linked work tree, and in repositories
/// that it borrows objects from (alternates).
/// </summary>
/// <param name="Path">Its git directory.</param>
/// <param name="Reads">All directories that git reads.</param>
/// <param name="Prefix">The path of the tree in the repository, with a slash at the end; empty for the top.</param>
internal sealed record GitFolder(string Path, ImmutableArray<string> Reads, string Prefix)
{
    private const string Name = ".git";
    private const string LinkStart = "gitdir:";
    private const int BorrowedMax = 16;
    private const int LinkBytesMax = 1 << 16;

    /// <summary>The repository that a directory is in, or is; null when there is none.</summary>
    public static GitFolder? Find(string directory)
    {
        var full = RealPath.Resolve(System.IO.Path.GetFullPath(directory));
        for (var above = full; above is not null; above = System.IO.Path.GetDirectoryName(above))
        {
            if (In(above) is not { } found)
                continue;
            var prefix = above == full ? "" : System.IO.Path.GetRelativePath(above, full!) + "/";
            return new GitFolder(found, [.. Folders(found)], prefix);
        }

        return null;
    }

    private static string? In(string directory)
    {
        var beside = System.IO.Path.Combine(directory, Name);
        if (Directory.Exists(beside))
            return IsOne(beside) ? RealPath.Resolve(beside) : null;
        if (Lines(beside).FirstOrDefault() is { } link && link.StartsWith(LinkStart, StringComparison.Ordinal))
            return RealPath.Resolve(System.IO.Path.Combine(directory, link[LinkStart.Length..].Trim())) is { } linked && IsOne(linked) ? linked : null;
        return IsOne(directory) ? directory : null;
    }

    private static bool IsOne(string directory) => File.Exists(System.IO.Path.Combine(directory, "HEAD"))
        && Directory.Exists(System.IO.Path.Combine(CommonOf(directory), "objects"));

    private static string CommonOf(string directory) =>
        Lines(System.IO.Path.Combine(directory, "commondir")).FirstOrDefault() is { } common ? System.IO.Path.Combine(directory, common) : directory;

    private static IEnumerable<string> Folders(string directory)
    {
        var common = CommonOf(directory);
        var objects = new List<string> { System.IO.Path.Combine(common, "objects") };
        for (var i = 0; i < objects.Count; i++)
        {
            objects.AddRange(Lines(System.IO.Path.Combine(objects[i], "info", "alternates")).Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => System.IO.Path.Combine(objects[i], line)).Where(path => Directory.Exists(path) && !objects.Contains(path))
                .Take(Math.Max(0, BorrowedMax - objects.Count)));
        }

        return objects.Prepend(common).Prepend(directory).Select(RealPath.Resolve).OfType<string>().Distinct();
    }

    private static string[] Lines(string path) =>
        new FileInfo(path) is { Exists: true, Length: > 0 and < LinkBytesMax } ? [.. File.ReadAllLines(path).Select(line => line.Trim())] : [];
}
