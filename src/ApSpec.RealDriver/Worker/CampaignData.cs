namespace ApSpec.RealDriver.Worker;

/// <summary>The result of a campaign.</summary>
/// <param name="Traces">Traces run.</param>
/// <param name="Steps">Operations done.</param>
/// <param name="CutBy">Traces cut off without a verdict, counted by reason.</param>
/// <param name="Hits">For each rule and kind of operation the hit with the lowest seed.</param>
/// <param name="Judged">Ids of the rules judged.</param>
/// <param name="Witnessed">Ids of the rules with a premise that held.</param>
/// <param name="Orders">Locks that were taken under others.</param>
public sealed record CampaignData(
    long Traces, long Steps, IReadOnlyDictionary<string, long> CutBy, IReadOnlyList<HitData> Hits, IReadOnlyList<string> Judged, IReadOnlyList<string> Witnessed,
    IReadOnlyList<OrderData> Orders);
