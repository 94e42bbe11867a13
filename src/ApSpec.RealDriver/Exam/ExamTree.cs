using System.Globalization;
using System.Text;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Exam;

/// <summary>A tree, and private copies of it with one entry of an exam each.</summary>
public sealed class ExamTree : IDisposable
{
    private readonly TreeFolder tree;
    private readonly KernelTree opened;
    private readonly Sandbox sandbox;
    private readonly RunFolder run = RunFolder.Create();
    private int made;
    private string? last;

    private ExamTree(TreeFolder tree, KernelTree opened, Sandbox sandbox)
    {
        this.tree = tree;
        this.opened = opened;
        this.sandbox = sandbox;
    }

    /// <summary>Opens a tree; null with an error text when it is none.</summary>
    public static ExamTree? Open(TreeName name, Sandbox sandbox, out string error)
    {
        if (TreeFolder.Open(name, sandbox, out error) is not { } folder)
            return null;
        if (KernelTree.Open(folder.Path, out error, folder.Name) is { } opened)
            return new ExamTree(folder, opened, sandbox);
        folder.Dispose();
        return null;
    }

    /// <summary>The tree without a defect.</summary>
    public TreeFolder Base => tree;

    /// <summary>The tree and a copy with the entry; null with an error text when the tree lacks the places. The previous copy is removed.</summary>
    public ReviewPair? With(ExamEntry entry, out string error)
    {
        var folder = run.At((++made).ToString(CultureInfo.InvariantCulture));
        if (Directory.Exists(last))
            Directory.Delete(last, recursive: true);
        last = folder;
        error = TreeCopy.Make(tree.Path, tree.Name, folder, entry.Edits.Select(edit => edit.File));
        if (error.Length > 0)
            return null;
        foreach (var edit in entry.Edits)
        {
            var path = Path.Combine(folder, edit.File);
            if (!File.Exists(path))
            {
                error = $"there is no {edit.File}";
                return null;
            }

            if (edit.Apply(File.ReadAllText(path, Encoding.Latin1), out error) is not { } changed)
                return null;
            File.WriteAllText(path, changed, Encoding.Latin1);
        }

        var after = TreeFolder.Borrowed($"{tree.Name}+{entry.Name}", folder);
        if (KernelTree.Open(folder, out error, after.Name) is not { } edited)
            return null;
        var paths = ChangedFiles.Between(opened, edited);
        if (paths.IsEmpty)
        {
            error = "changes no file that is compiled";
            return null;
        }

        return ChangedFiles.Diff(opened, edited, paths, sandbox, out error) is { } diff ? new ReviewPair(entry.Name, tree, after, diff) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        run.Dispose();
        tree.Dispose();
    }
}
