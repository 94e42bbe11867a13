namespace ApSpec.RealDriver.Races;

/// <summary>Accesses without a common lock in the traces of a scope.</summary>
/// <param name="Scope">Their scope.</param>
/// <param name="Traces">Traces run.</param>
/// <param name="Pairs">The pairs without repeats, each from the first trace that showed it.</param>
public sealed record RaceData(string Scope, int Traces, IReadOnlyList<AccessPair> Pairs);
