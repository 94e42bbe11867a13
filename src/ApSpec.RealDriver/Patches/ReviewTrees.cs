using System.Collections.Immutable;
using System.Globalization;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Patches;

/// <summary>The trees of a review, each made once, and the pairs that differ in a compiled file.</summary>
internal sealed class ReviewTrees(Sandbox sandbox) : IDisposable
{
    /// <summary>Trees that a review may make, some three megabytes each.</summary>
    public const int TreesMax = 100;

    private readonly Dictionary<TreeName, TreeFolder> named = [];
    private readonly ImmutableArray<ReviewPair>.Builder pairs = ImmutableArray.CreateBuilder<ReviewPair>();
    private readonly ImmutableArray<string>.Builder passedOver = ImmutableArray.CreateBuilder<string>();
    private RunFolder? run;
    private int patched;

    // The tree after a change is the tree before the next. Only that one is kept: each has some twenty megabytes of text.
    private (TreeFolder Folder, KernelTree Tree)? last;

    /// <summary>The pairs, in the order in which they were added.</summary>
    public ImmutableArray<ReviewPair> Pairs => pairs.ToImmutable();

    /// <summary>Changes that touch no compiled file.</summary>
    public ImmutableArray<string> PassedOver => passedOver.ToImmutable();

    /// <summary>A tree by its name; null with an error text when it cannot be read.</summary>
    public TreeFolder? Named(TreeName name, IEnumerable<string> more, out string error)
    {
        error = "";
        if (named.TryGetValue(name, out var known))
            return known;
        return TreeFolder.Open(name, sandbox, more, out error) is { } tree ? named[name] = tree : null;
    }

    /// <summary>A copy of a tree with a patch applied; null with an error text when it does not apply.</summary>
    public TreeFolder? Patched(TreeFolder from, string name, Patch patch, IEnumerable<string> more, out string error)
    {
        if (Opened(from, out error) is null)
            return null;
        run ??= RunFolder.Create();
        var folder = run.At((++patched).ToString(CultureInfo.InvariantCulture));
        error = TreeCopy.Make(from.Path, from.Name, folder, more);
        if (error.Length == 0)
            error = PatchedTree.Apply(patch, folder, from.Name, run, sandbox);
        return error.Length == 0 ? TreeFolder.Borrowed(name, folder) : null;
    }

    /// <summary>Records a change that is not reviewed.</summary>
    public void PassOver(string title) => passedOver.Add(title);

    /// <summary>Adds a pair, or skips it when no compiled file differs; the error text is empty unless a tree cannot be read.</summary>
    public string Add(string title, TreeFolder before, TreeFolder after, Func<ReviewPair, ReviewPair> complete)
    {
        if (Changed(before, after, out var error) is not { } changed)
            return error;
        if (changed.Length == 0)
            passedOver.Add(title);
        else
            pairs.Add(complete(new ReviewPair(title, before, after, changed)));
        return "";
    }

    /// <summary>Adds the pair for all changes together, unless there is only one change, or nothing differs.</summary>
    public string AddWhole(string title, TreeFolder before, TreeFolder after)
    {
        if (Changed(before, after, out var error) is not { } changed)
            return error;
        if (changed.Length > 0 && !(pairs.Count == 1 && pairs[0].Changed == changed))
            pairs.Add(new ReviewPair(title, before, after, changed));
        return "";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tree in named.Values)
            tree.Dispose();
        run?.Dispose();
    }

    private string? Changed(TreeFolder before, TreeFolder after, out string error)
    {
        if (Opened(before, out error) is not { } a || Opened(after, out error) is not { } b)
            return null;
        var paths = ChangedFiles.Between(a, b);
        return paths.IsEmpty ? "" : ChangedFiles.Diff(a, b, paths, sandbox, out error);
    }

    private KernelTree? Opened(TreeFolder folder, out string error)
    {
        error = "";
        if (last is { } known && known.Folder == folder)
            return known.Tree;
        var tree = KernelTree.Open(folder.Path, out error, folder.Name);
        last = tree is null ? null : (folder, tree);
        return tree;
    }
}
