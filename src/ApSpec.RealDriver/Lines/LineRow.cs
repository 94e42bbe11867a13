namespace ApSpec.RealDriver.Lines;

/// <summary>A place in a library's code where a line of the tree begins.</summary>
/// <param name="Offset">The place, in bytes from the library's start.</param>
/// <param name="Line">The line; one line may begin at several places.</param>
/// <param name="Function">The C function that the place is in.</param>
public readonly record struct LineRow(uint Offset, TreeLine Line, string Function);
