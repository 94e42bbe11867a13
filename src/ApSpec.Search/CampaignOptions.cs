using ApSpec.Explore;

namespace ApSpec.Search;

/// <summary>How long and how wide a campaign of random traces is.</summary>
/// <param name="Seed">Seed of the first trace; trace n has seed + n.</param>
/// <param name="Traces">Traces in each scope.</param>
/// <param name="LengthMax">Operations of a trace, at most.</param>
/// <param name="Jobs">Threads; the result does not depend on it.</param>
/// <param name="Time">When it has to end; a campaign stopped by it says so and is not repeatable.</param>
/// <param name="Pulse">Called before every operation; may be null.</param>
public sealed record CampaignOptions(
    ulong Seed = 1, int Traces = 5_000, int LengthMax = 60, int Jobs = 1, TimeLimit? Time = null,
    ICampaignPulse? Pulse = null);
