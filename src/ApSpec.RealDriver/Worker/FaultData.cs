namespace ApSpec.RealDriver.Worker;

/// <summary>A fault.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">The object.</param>
/// <param name="Function">The function.</param>
/// <param name="Line">The line, 0 when the function's text tells it.</param>
/// <param name="Freed">Where the memory was freed, if that is known.</param>
public sealed record FaultData(string Kind, string Subject, string Function, int Line, string? Freed = null);
