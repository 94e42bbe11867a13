namespace ApSpec.RealDriver.Worker;

/// <summary>What a worker says; one of the parts is not null.</summary>
/// <param name="Campaign">What a campaign saw.</param>
/// <param name="Finding">A shortest counterexample.</param>
/// <param name="Replay">A replayed trace.</param>
/// <param name="Text">Findings as text.</param>
/// <param name="Error">An internal error of the worker.</param>
public sealed record WorkerReport(
    CampaignData? Campaign = null, FindingData? Finding = null, ReplayData? Replay = null, string? Text = null, string? Error = null);
