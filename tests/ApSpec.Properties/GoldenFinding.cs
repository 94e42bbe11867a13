using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>A finding of the golden matrix.</summary>
/// <param name="Trace">The shortest trace that was found; its last operation violates the rule.</param>
/// <param name="Trigger">The kind of operation that violates it, as reports print it.</param>
/// <param name="IsProven">True when breadth-first search saw no shorter trace in its scope.</param>
internal sealed record GoldenFinding(Trace Trace, string Trigger, bool IsProven);
