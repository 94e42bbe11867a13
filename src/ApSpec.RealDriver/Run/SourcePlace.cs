namespace ApSpec.RealDriver.Run;

/// <summary>A place in the user's tree.</summary>
/// <param name="Function">The function; the address when the library has no debug information for it.</param>
/// <param name="File">The file's name; null when unknown.</param>
/// <param name="Line">The line; 0 when unknown.</param>
internal readonly record struct SourcePlace(string Function, string? File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => File is null || Line == 0 ? Function : $"{Function} ({File}:{Line})";
}
