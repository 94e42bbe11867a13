using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Lines;

/// <summary>The first trace that ran a line.</summary>
/// <param name="Trace">The trace up to that operation; empty when the line was run while the driver was loaded.</param>
/// <param name="IsAimed">The trace was aimed at lines that the campaign had not run.</param>
public sealed record FirstRun(Trace Trace, bool IsAimed);
