using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Patches;

/// <summary>Reads revisions out of a repository's objects. Work tree and index are neither read nor written, and nothing is fetched.</summary>
internal sealed class GitRepository
{
    private const int FilesMax = 5_000;
    private const int CommitsMax = 100_000;
    private readonly string name;
    private readonly GitFolder folder;
    private readonly Sandbox sandbox;

    private GitRepository(string name, GitFolder folder, Sandbox sandbox)
    {
        this.name = name;
        this.folder = folder;
        this.sandbox = sandbox;
    }

    /// <summary>The repository that a directory is in; null with an error text when there is none, or no git.</summary>
    public static GitRepository? Open(string directory, Sandbox sandbox, out string error)
    {
        error = GitCommand.WhyNot ?? "";
        if (error.Length > 0)
            return null;
        if (GitFolder.Find(directory) is { } folder)
            return new GitRepository(directory, folder, sandbox);
        error = $"{directory}: is not in a git repository; a revision of a tree is read from one";
        return null;
    }

    /// <summary>The commit of a revision; null with an error text when there is none.</summary>
    public string? Resolve(string revision, out string error)
    {
        error = $"{name}@{revision}: no such commit in the repository; a branch, a tag or a commit is needed";
        if (revision.Length == 0 || revision[0] is '-' or '^' || revision.Any(char.IsControl))
            return null;
        var output = GitCommand.Ask(folder, ["rev-parse", "--verify", "--quiet", revision + "^{commit}"], sandbox);
        if (output.Exit != 0)
        {
            if (output.Complaint.Length > 0)
                error += $" ({output.Complaint})";
            return null;
        }

        error = "";
        return output.Text.Trim();
    }

    /// <summary>Writes the files of a commit that a build reads, and those of <paramref name="more"/>; the error text is empty when it succeeded.</summary>
    public string Extract(string commit, string tree, string to, IEnumerable<string> more)
    {
        var blobs = Blobs(commit, tree, more, out var error);
        if (error.Length > 0)
            return error;
        var output = GitCommand.Ask(folder, ["cat-file", "--batch"], sandbox, Encoding.ASCII.GetBytes(string.Concat(blobs.Select(blob => blob.Id + "\n"))));
        if (output.Exit != 0)
            return $"{tree}: git cannot read it: {output.Complaint}";
        var left = output.Bytes.AsSpan();
        foreach (var (id, path) in blobs)
        {
            var header = left[..Math.Max(0, left.IndexOf((byte)'\n'))];
            left = left[Math.Min(left.Length, header.Length + 1)..];
            var words = Encoding.UTF8.GetString(header).Split(' ');
            if (words is not [_, "blob", var digits] || !int.TryParse(digits, CultureInfo.InvariantCulture, out var size) || size >= left.Length)
                return $"{tree}: {path}: object {id[..GitCommit.DigitsShown]} is not in the repository; it is not fetched: 'git fetch' it (a partial or damaged clone?)";
            TreeCopy.Write(to, new TreeSource(path, left[..size].ToArray()));
            left = left[(size + 1)..];
        }

        return "";
    }

    /// <summary>
    /// The commits of <c>BASE..TIP</c> along first parents, oldest first, with the commits of BASE and TIP; null with an error text when the
    /// range cannot be read.
    /// </summary>
    public (string Base, string Tip, ImmutableArray<GitCommit> Commits)? Range(string range, out string error)
    {
        var ends = range.Split("..");
        if (ends.Length != 2 || ends[1].StartsWith('.'))
        {
            error = $"{range}: no range of commits; BASE..TIP is needed, such as v6.12..topic";
            return null;
        }

        if (Resolve(EndOf(ends[0]), out error) is not { } from || Resolve(EndOf(ends[1]), out error) is not { } tip)
            return null;
        string[] walk = ["rev-list", "--reverse", "--first-parent", $"--max-count={CommitsMax + 1}"];
        var all = GitCommand.Ask(folder, [.. walk, "--no-commit-header", "--format=%H%x09%P%x09%s", $"{from}..{tip}"], sandbox);
        var read = GitCommand.Ask(folder, [.. walk, $"{from}..{tip}", "--", .. Pathspecs([])], sandbox);
        if (all.Exit != 0 || read.Exit != 0)
        {
            error = $"{name}: {range}: git cannot list it: {(all.Exit != 0 ? all : read).Complaint}";
            return null;
        }

        var changing = Lines(read).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<GitCommit> commits = [.. Lines(all).Select(line => line.Split('\t', 3))
            .Select(row => new GitCommit(row[0], row[1].Split(' ')[0], PlainText.Clean(row[2]), changing.Contains(row[0])))];
        if (commits.Length > CommitsMax)
            error = $"{range}: more than {CommitsMax:N0} commits";
        else if (commits.FirstOrDefault(commit => commit.Parent.Length == 0) is { } first)
            error = $"{range}: {first} has no parent here that it could be compared with (a shallow clone?)";
        return error.Length == 0 ? (from, tip, commits) : null;
    }

    private static string EndOf(string end) => end.Length == 0 ? "HEAD" : end;

    private static string[] Lines(GitOutput output) => output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private IEnumerable<string> Pathspecs(IEnumerable<string> more) =>
        TreeParts.Folders.Concat(TreeParts.Files).Concat(more).Distinct().Select(path => folder.Prefix + path);

    // Links and submodules are skipped; a build that needs one reports the file as missing.
    private ImmutableArray<(string Id, string Path)> Blobs(string commit, string tree, IEnumerable<string> more, out string error)
    {
        var wanted = more.ToHashSet(StringComparer.Ordinal);
        var output = GitCommand.Ask(folder, ["ls-tree", "-r", "-z", "--full-tree", commit, "--", .. Pathspecs(wanted)], sandbox);
        error = output.Exit == 0 ? "" : $"{tree}: git cannot list its files: {output.Complaint}";
        if (error.Length > 0)
            return [];
        var blobs = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var entry in output.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var (fields, path) = (entry.Split('\t')[0].Split(' '), entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1 + folder.Prefix.Length)..]);
            if (fields is ["100644" or "100755", "blob", var id] && PatchPaths.IsPlain(path) && (TreeParts.Has(path) || wanted.Contains(path)))
                blobs.Add((id, path));
        }

        if (blobs.Count > FilesMax)
            error = $"{tree}: more than {FilesMax:N0} files in the parts that are compiled; a kernel tree has some 300";
        return blobs.ToImmutable();
    }
}
