namespace ApSpec.RealDriver.Build;

/// <summary>A definition copied out of a file of the tree.</summary>
/// <param name="Name">What it defines.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">Where it begins there.</param>
/// <param name="Text">Its lines, unchanged; definitions of one name under several conditions are joined, with the conditions.</param>
internal sealed record CDefinition(string Name, string Path, int Line, string Text)
{
    /// <summary>File and line.</summary>
    public string Place => $"{Path}:{Line}";
}
