using ApSpec.RealDriver.Museum;
using ApSpec.RealDriver.Races;

namespace ApSpec.RealDriver.Worker;

/// <summary>A worker's report; one part is not null.</summary>
/// <param name="Campaign">The result of a campaign.</param>
/// <param name="Drafts">Shortened hits, in the sequence of the order.</param>
/// <param name="Finding">A shortest counterexample.</param>
/// <param name="Replay">A replayed trace.</param>
/// <param name="Aim">The result of variations.</param>
/// <param name="NotLoaded">How the load of the driver failed, before any operation.</param>
/// <param name="Error">An internal error of the worker.</param>
/// <param name="Trial">The result of a trace of a known defect.</param>
/// <param name="Race">Accesses without a common lock.</param>
/// <param name="Threads">What calls at once did.</param>
/// <param name="LockStep">What a lock step showed, in the order of the seeds.</param>
/// <param name="ThreadLockStep">What calls at once showed beside a model.</param>
/// <param name="Confirm">Hits that were run again.</param>
/// <param name="Orders">Orders of locks with shorter traces, in the sequence of the order.</param>
public sealed record WorkerReport(
    CampaignData? Campaign = null, IReadOnlyList<DraftData>? Drafts = null, FindingData? Finding = null, ReplayData? Replay = null, AimData? Aim = null,
    string? NotLoaded = null, string? Error = null, TrialData? Trial = null, RaceData? Race = null, ThreadData? Threads = null,
    IReadOnlyList<LockStepData>? LockStep = null, ThreadLockStepData? ThreadLockStep = null, ConfirmData? Confirm = null,
    IReadOnlyList<OrderData>? Orders = null);
