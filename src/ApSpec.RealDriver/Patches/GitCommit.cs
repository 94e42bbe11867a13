namespace ApSpec.RealDriver.Patches;

/// <summary>A commit of a range.</summary>
/// <param name="Id">Its hash, in hex.</param>
/// <param name="Parent">Its first parent.</param>
/// <param name="Subject">The first line of its message.</param>
/// <param name="IsRead">True when it changes, against its first parent, a file that a build may read.</param>
public sealed record GitCommit(string Id, string Parent, string Subject, bool IsRead)
{
    /// <summary>Hex digits that are printed, as <c>Fixes:</c> lines have them.</summary>
    public const int DigitsShown = 12;

    /// <summary>The kernel's way to cite it: <c>0123456789ab ("subject")</c>.</summary>
    public override string ToString() => $"{Id[..DigitsShown]} (\"{Subject}\")";
}
