using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Lines;

/// <summary>The first trace that ran a line.</summary>
/// <param name="Trace">The trace up to the operation that did; empty when the line was run while the driver was loaded.</param>
/// <param name="IsAimed">It was drawn for lines that no trace of the campaign had run.</param>
public sealed record FirstRun(Trace Trace, bool IsAimed);
