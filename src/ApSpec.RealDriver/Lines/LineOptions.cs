using ApSpec.Search;

namespace ApSpec.RealDriver.Lines;

/// <summary>How much is run for lines.</summary>
/// <param name="Campaign">The campaign in each scope: its seeds, length, jobs and time.</param>
/// <param name="AimedMax">Traces drawn for lines that the campaign has not run, at most.</param>
public sealed record LineOptions(CampaignOptions Campaign, int AimedMax = 40_000);
