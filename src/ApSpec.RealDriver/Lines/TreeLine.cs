namespace ApSpec.RealDriver.Lines;

/// <summary>A line of a kernel tree.</summary>
/// <param name="File">The file's path in the tree.</param>
/// <param name="Number">The line, from 1.</param>
public readonly record struct TreeLine(string File, int Number) : IComparable<TreeLine>
{
    /// <inheritdoc/>
    public int CompareTo(TreeLine other)
    {
        var byFile = string.CompareOrdinal(File, other.File);
        return byFile != 0 ? byFile : Number.CompareTo(other.Number);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Path.GetFileName(File)}:{Number}";
}
