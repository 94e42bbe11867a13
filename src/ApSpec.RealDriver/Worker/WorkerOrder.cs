namespace ApSpec.RealDriver.Worker;

/// <summary>What a worker is asked to do; one of the parts is not null.</summary>
/// <param name="Campaign">Random traces of one scope.</param>
/// <param name="Shorten">The shortest counterexample of a rule.</param>
/// <param name="Replay">One trace.</param>
/// <param name="Text">The findings of a rule as text.</param>
/// <param name="Record">One trace, every call of which is written to a file.</param>
public sealed record WorkerOrder(
    CampaignOrder? Campaign = null, ShortenOrder? Shorten = null, ReplayOrder? Replay = null, TextOrder? Text = null,
    RecordOrder? Record = null);

/// <summary>Random traces.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Rules">Ids of the rules.</param>
/// <param name="First">Seed of the first trace.</param>
/// <param name="Traces">How many.</param>
/// <param name="LengthMax">Operations of a trace, at most.</param>
public sealed record CampaignOrder(string Scope, IReadOnlyList<string> Rules, ulong First, int Traces, int LengthMax);

/// <summary>Hits of one rule and kind of operation, of which the simplest is wanted.</summary>
/// <param name="Hits">The hits.</param>
/// <param name="StatesMax">The budget of the proof.</param>
public sealed record ShortenOrder(IReadOnlyList<HitData> Hits, int StatesMax);

/// <summary>A trace to replay.</summary>
/// <param name="Trace">The trace's text.</param>
/// <param name="Rules">Ids of the rules that judge it.</param>
public sealed record ReplayOrder(string Trace, IReadOnlyList<string> Rules);

/// <summary>Findings to be written as text.</summary>
/// <param name="Findings">Of one rule, the simplest first.</param>
public sealed record TextOrder(IReadOnlyList<FindingData> Findings);

/// <summary>A trace to record.</summary>
/// <param name="Trace">The trace's text.</param>
/// <param name="Path">The file.</param>
public sealed record RecordOrder(string Trace, string Path);
