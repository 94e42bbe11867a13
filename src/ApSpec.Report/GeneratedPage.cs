namespace ApSpec.Report;

/// <summary>A page of the documentation that is written by the program.</summary>
/// <param name="Path">Where it stands in the repository.</param>
/// <param name="Text">Its text.</param>
public sealed record GeneratedPage(string Path, string Text);
