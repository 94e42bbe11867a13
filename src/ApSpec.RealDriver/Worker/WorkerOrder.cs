using ApSpec.RealDriver.Races;

namespace ApSpec.RealDriver.Worker;

/// <summary>What a worker is asked to do; one of the parts is not null.</summary>
/// <param name="Campaign">Random traces of one scope.</param>
/// <param name="Draft">Hits made shorter in a quick way.</param>
/// <param name="Shorten">The shortest counterexample of a rule.</param>
/// <param name="Replay">One trace.</param>
/// <param name="Record">One trace, every call of which is written to a file.</param>
/// <param name="Trial">One trace of a known defect.</param>
/// <param name="Aim">Variations of traces, for the lines that they may run.</param>
/// <param name="Race">Random traces of one scope, for accesses that have no lock in common.</param>
public sealed record WorkerOrder(
    CampaignOrder? Campaign = null, DraftOrder? Draft = null, ShortenOrder? Shorten = null, ReplayOrder? Replay = null, RecordOrder? Record = null,
    ReplayOrder? Trial = null, AimOrder? Aim = null, RaceOrder? Race = null);
