using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Patches;

/// <summary>The directory of a tree: the user's own, or a private one with the files of a revision, which is removed on disposal.</summary>
public sealed class TreeFolder : IDisposable
{
    private readonly RunFolder? passing;

    private TreeFolder(string name, string path, RunFolder? passing = null)
    {
        Name = name;
        Path = path;
        this.passing = passing;
    }

    /// <summary>The tree as the user named it; reports print it.</summary>
    public string Name { get; }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Finds a tree's directory; null with an error text when there is none, or git does not have the revision.</summary>
    public static TreeFolder? Open(TreeName name, Sandbox sandbox, out string error) => Open(name, sandbox, [], out error);

    /// <inheritdoc/>
    public void Dispose() => passing?.Dispose();

    /// <summary>The same, with further files of a revision beside those that a build reads.</summary>
    internal static TreeFolder? Open(TreeName name, Sandbox sandbox, IEnumerable<string> more, out string error)
    {
        error = KernelTreeFolder.Refusal(name.Path);
        if (error.Length > 0)
            return null;
        if (name.Revision is null)
            return new TreeFolder(name.Text, name.Path);
        var repository = GitRepository.Open(name.Path, sandbox, out error);
        if (repository?.Resolve(name.Revision, out error) is not { } commit)
            return null;
        var folder = RunFolder.Create();
        error = repository.Extract(commit, name.Text, folder.Path, more);
        if (error.Length == 0)
            return new TreeFolder(name.Text, folder.Path, folder);
        folder.Dispose();
        return null;
    }

    /// <summary>A directory that the caller made and will remove.</summary>
    internal static TreeFolder Borrowed(string name, string path) => new(name, path);
}
