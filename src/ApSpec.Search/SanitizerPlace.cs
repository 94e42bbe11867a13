namespace ApSpec.Search;

/// <summary>A place in a kernel tree that a sanitizer names.</summary>
/// <param name="Function">The function; empty when the sanitizer names none.</param>
/// <param name="File">The file, from the root of the tree.</param>
/// <param name="Line">The line.</param>
public sealed record SanitizerPlace(string Function, string File, int Line);
