namespace ApSpec.RealDriver.Patches;

/// <summary>Two trees with different compiled files.</summary>
/// <param name="Title">The name of the change: a commit, a patch, or both trees.</param>
/// <param name="Base">The tree before it.</param>
/// <param name="Driver">The tree after it.</param>
/// <param name="Changed">The unified diff of the compiled files, without context, from before to after.</param>
public sealed record ReviewPair(string Title, TreeFolder Base, TreeFolder Driver, string Changed)
{
    /// <summary>The commit under review; null when there is none, or several.</summary>
    public GitCommit? Commit { get; init; }

    /// <summary>The patch under review; null when there is none, or several.</summary>
    public Patch? Patch { get; init; }

    /// <summary>The commit that the patch applies to, from its mail; null when unknown.</summary>
    public string? BaseCommit { get; init; }
}
