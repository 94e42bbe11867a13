namespace ApSpec.Check;

/// <summary>A place in the code under test that a call ran.</summary>
/// <param name="Function">The kernel's function; the method of a modelled revision.</param>
/// <param name="Line">The line in its file.</param>
public readonly record struct CodePlace(string Function, int Line);
