using ApSpec.RealDriver.Museum;
using ApSpec.RealDriver.Races;

namespace ApSpec.RealDriver.Worker;

/// <summary>What a worker says; one of the parts is not null.</summary>
/// <param name="Campaign">What a campaign saw.</param>
/// <param name="Drafts">Hits made shorter, in the order of the order.</param>
/// <param name="Finding">A shortest counterexample.</param>
/// <param name="Replay">A replayed trace.</param>
/// <param name="Aim">What became of variations.</param>
/// <param name="NotLoaded">How the driver failed when it was loaded, before any operation.</param>
/// <param name="Error">An internal error of the worker.</param>
/// <param name="Trial">What became of a trace of a known defect.</param>
/// <param name="Race">Accesses that have no lock in common.</param>
public sealed record WorkerReport(
    CampaignData? Campaign = null, IReadOnlyList<DraftData>? Drafts = null, FindingData? Finding = null, ReplayData? Replay = null, AimData? Aim = null,
    string? NotLoaded = null, string? Error = null, TrialData? Trial = null, RaceData? Race = null);
