namespace ApSpec.RealDriver.Patches;

/// <summary>Two trees of which the compiled files differ.</summary>
/// <param name="Title">What the change is called: a commit, a patch, or both trees.</param>
/// <param name="Base">The tree before it.</param>
/// <param name="Driver">The tree after it.</param>
/// <param name="Changed">The unified diff of the compiled files, without context, from before to after.</param>
public sealed record ReviewPair(string Title, TreeFolder Base, TreeFolder Driver, string Changed)
{
    /// <summary>The commit that it is; null when it is none, or several.</summary>
    public GitCommit? Commit { get; init; }

    /// <summary>The patch that it is; null when it is none, or several.</summary>
    public Patch? Patch { get; init; }

    /// <summary>The commit that the patch was made for, as its mail says; null when nothing says.</summary>
    public string? BaseCommit { get; init; }
}
