namespace ApSpec.RealDriver.Build;

/// <summary>A definition that was taken out of a file of the tree.</summary>
/// <param name="Name">What it defines.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">Where it begins there.</param>
/// <param name="Text">Its lines, as they stand there; twins under conditions, with their conditions.</param>
internal sealed record CDefinition(string Name, string Path, int Line, string Text)
{
    /// <summary>File and line.</summary>
    public string Place => $"{Path}:{Line}";
}
