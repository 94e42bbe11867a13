namespace ApSpec.RealDriver.Races;

/// <summary>What traces showed of accesses.</summary>
/// <param name="Scope">Their scope.</param>
/// <param name="Traces">Traces run.</param>
/// <param name="Pairs">Each pair once, by the first trace that showed it.</param>
public sealed record RaceData(string Scope, int Traces, IReadOnlyList<AccessPair> Pairs);
