namespace ApSpec.Report;

/// <summary>A generated page of the documentation.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="Text">Its text.</param>
public sealed record GeneratedPage(string Path, string Text);
