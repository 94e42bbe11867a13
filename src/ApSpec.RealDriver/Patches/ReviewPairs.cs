using System.Collections.Immutable;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Patches;

/// <summary>
/// All pairs of trees of a request, in order: each change with the tree before and after it; then, for several changes, the first and the
/// last tree. Disposing it removes the private directories.
/// </summary>
public sealed class ReviewPairs : IDisposable
{
    private readonly ReviewTrees trees;

    private ReviewPairs(ReviewTrees trees)
    {
        this.trees = trees;
    }

    /// <summary>The pairs; empty when no change touches a compiled file.</summary>
    public ImmutableArray<ReviewPair> Pairs => trees.Pairs;

    /// <summary>Changes that were skipped, since they touch no compiled file.</summary>
    public ImmutableArray<string> PassedOver => trees.PassedOver;

    /// <summary>Makes the trees of a request; null with an error text when that fails.</summary>
    public static ReviewPairs? Create(ReviewRequest request, Sandbox sandbox, out string error)
    {
        var trees = new ReviewTrees(sandbox);
        error = request switch
        {
            { Base: { } before, Range: null, Patches.IsEmpty: true } => OfTwo(trees, before, request.Driver),
            { Base: null, Range: { } range, Patches.IsEmpty: true, Driver.Revision: null } => OfRange(trees, request.Driver, range, sandbox),
            { Base: null, Range: null, Patches.IsEmpty: false } => OfPatches(trees, request.Driver, request.Patches),
            { Base: null, Range: null, Driver.Revision: null } => OfTwo(trees, TreeName.At(request.Driver.Path, "HEAD"), request.Driver),
            { Range: not null, Driver.Revision: not null } => $"{request.Driver.Text} {request.Range}: the range names the revisions; name the repository without one",
            { Driver.Revision: not null, Base: null } => $"{request.Driver.Text}: nothing to compare it with: name --base, or the directory alone for HEAD against its files",
            _ => "one of --base, BASE..TIP and --patch is allowed",
        };
        if (error.Length == 0)
            return new ReviewPairs(trees);
        trees.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => trees.Dispose();

    private static string OfTwo(ReviewTrees trees, TreeName before, TreeName after)
    {
        if (trees.Named(before, [], out var error) is not { } from || trees.Named(after, [], out error) is not { } to)
            return error;
        return trees.Add($"{from.Name} -> {to.Name}", from, to, pair => pair);
    }

    private static string OfRange(ReviewTrees trees, TreeName driver, string range, Sandbox sandbox)
    {
        if (GitRepository.Open(driver.Path, sandbox, out var error)?.Range(range, out error) is not { } found)
            return error;
        var (start, tip, commits) = found;
        if (commits.Count(commit => commit.IsRead) is var count and > ReviewTrees.TreesMax)
            return $"{range}: {count:N0} commits change files around the driver; at most {ReviewTrees.TreesMax:N0} are compared: name a shorter range";
        TreeFolder? Tree(string commit) => trees.Named(TreeName.At(driver.Path, commit[..GitCommit.DigitsShown]) with { Revision = commit }, [], out error);
        foreach (var commit in commits)
        {
            if (!commit.IsRead)
            {
                trees.PassOver(commit.ToString());
                continue;
            }

            if (Tree(commit.Parent) is not { } before || Tree(commit.Id) is not { } after)
                return error;
            error = trees.Add(commit.ToString(), before, after, pair => pair with { Commit = commit });
            if (error.Length > 0)
                return error;
        }

        return Tree(start) is { } first && Tree(tip) is { } last ? trees.AddWhole(range, first, last) : error;
    }

    private static string OfPatches(ReviewTrees trees, TreeName driver, ImmutableArray<Patch> patches)
    {
        if (patches.Length > ReviewTrees.TreesMax)
            return $"--patch: {patches.Length:N0} patches; at most {ReviewTrees.TreesMax:N0} are compared";
        string[] more = [.. patches.SelectMany(patch => patch.Files).Where(PatchPaths.IsRead).SelectMany(file => file.Paths).Distinct()];
        if (trees.Named(driver, more, out var error) is not { } first)
            return error;
        var before = first;
        foreach (var (index, patch) in patches.Index())
        {
            if (trees.Patched(before, $"{driver.Text}+{index + 1}", patch, more, out error) is not { } after)
                return error;
            error = trees.Add(patch.Title, before, after, pair => pair with { Patch = patch, BaseCommit = patch.BaseCommit });
            if (error.Length > 0)
                return error;
            before = after;
        }

        return trees.AddWhole("the series", first, before);
    }
}
