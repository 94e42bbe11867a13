namespace ApSpec.RealDriver.Worker;

/// <summary>Order to run calls of several threads at once: to search their schedules, to shorten a finding, or to run one schedule.</summary>
/// <param name="Rules">Ids of the rules that judge.</param>
/// <param name="Trace">The calls' text; null when <paramref name="Seed"/> draws them, which also draws random schedules.</param>
/// <param name="Scope">The scope in which they are drawn.</param>
/// <param name="Seed">What draws them.</param>
/// <param name="PreemptionsMax">Preemptions of a schedule.</param>
/// <param name="StatesMax">States stored.</param>
/// <param name="Seconds">The time that is left; null for no limit.</param>
/// <param name="Rule">Of a finding to shorten, the rule.</param>
/// <param name="Sign">And what tells it from others of the rule.</param>
/// <param name="IsPlayed">The trace is run by its schedule.</param>
/// <param name="Start">The state from which every two calls are made.</param>
/// <param name="Part">The part of them, from 0.</param>
/// <param name="Of">Of so many parts.</param>
/// <param name="RandomSchedules">Random schedules of calls of which not every schedule is searched.</param>
/// <param name="KeepsEnds">The ways in which the calls end are kept.</param>
public sealed record ThreadOrder(
    IReadOnlyList<string> Rules, string? Trace = null, string? Scope = null, ulong Seed = 0, int PreemptionsMax = 0, int StatesMax = 0, double? Seconds = null,
    string? Rule = null, string? Sign = null, bool IsPlayed = false, string? Start = null, int Part = 0, int Of = 1, int RandomSchedules = 0,
    bool KeepsEnds = false);
