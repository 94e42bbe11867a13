using ApSpec.RealDriver.Races;

namespace ApSpec.RealDriver.Worker;

/// <summary>An order to a worker; exactly one part is not null.</summary>
/// <param name="Campaign">Random traces of one scope.</param>
/// <param name="Draft">Hits to shorten quickly.</param>
/// <param name="Shorten">The shortest counterexample of a rule.</param>
/// <param name="Replay">One trace.</param>
/// <param name="Record">One trace, with every call written to a file.</param>
/// <param name="Trial">One trace of a known defect.</param>
/// <param name="Aim">Variations of traces, to record the lines they run.</param>
/// <param name="Race">Random traces of one scope, for accesses without a common lock.</param>
/// <param name="Threads">Calls of several threads at once.</param>
/// <param name="LockStep">Random traces in lock step with a model.</param>
/// <param name="ThreadLockStep">Calls at once on the driver and on a model.</param>
/// <param name="Confirm">Hits to run again.</param>
/// <param name="Orders">Orders of locks whose traces are made short.</param>
public sealed record WorkerOrder(
    CampaignOrder? Campaign = null, DraftOrder? Draft = null, ShortenOrder? Shorten = null, ReplayOrder? Replay = null, RecordOrder? Record = null,
    ReplayOrder? Trial = null, AimOrder? Aim = null, RaceOrder? Race = null, ThreadOrder? Threads = null,
    LockStepOrder? LockStep = null, ThreadLockStepOrder? ThreadLockStep = null, ConfirmOrder? Confirm = null,
    OrdersOrder? Orders = null);
