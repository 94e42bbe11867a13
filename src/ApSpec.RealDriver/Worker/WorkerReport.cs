namespace ApSpec.RealDriver.Worker;

/// <summary>What a worker says; one of the parts is not null.</summary>
/// <param name="Campaign">What a campaign saw.</param>
/// <param name="Finding">A shortest counterexample.</param>
/// <param name="Replay">A replayed trace.</param>
/// <param name="Text">Findings as text.</param>
/// <param name="Error">An internal error of the worker.</param>
public sealed record WorkerReport(
    CampaignData? Campaign = null, FindingData? Finding = null, ReplayData? Replay = null, string? Text = null, string? Error = null);

/// <summary>What a campaign saw.</summary>
/// <param name="Traces">Traces run.</param>
/// <param name="Steps">Operations done.</param>
/// <param name="Cut">Traces cut off without a verdict.</param>
/// <param name="Hits">For each rule and kind of operation the hit of the lowest seed.</param>
/// <param name="Judged">Ids of the rules judged.</param>
/// <param name="Witnessed">Ids of the rules whose premise held.</param>
public sealed record CampaignData(
    long Traces, long Steps, long Cut, IReadOnlyList<HitData> Hits, IReadOnlyList<string> Judged, IReadOnlyList<string> Witnessed);

/// <summary>A rule violated by a random trace.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Trace">The trace's text.</param>
/// <param name="IsRefused">The violating operation reported failure.</param>
public sealed record HitData(string Rule, ulong Seed, string Trace, bool IsRefused);

/// <summary>A shortest counterexample.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Seed">The seed of the random trace that met it.</param>
/// <param name="FoundIn">That trace's scope.</param>
/// <param name="FoundLength">That trace's length.</param>
/// <param name="Trace">The counterexample's text.</param>
/// <param name="IsRefused">The violating operation reported failure.</param>
/// <param name="Minimality">What is known of its length.</param>
/// <param name="ProofStates">States the proof looked at.</param>
/// <param name="Suspected">Marks.</param>
public sealed record FindingData(
    string Rule, ulong Seed, string FoundIn, int FoundLength, string Trace, bool IsRefused, string Minimality, int ProofStates,
    IReadOnlyList<string> Suspected);

/// <summary>A replayed trace.</summary>
/// <param name="Text">Its table and the rules it violates.</param>
/// <param name="Violations">Rule ids and steps.</param>
public sealed record ReplayData(string Text, IReadOnlyList<ViolationData> Violations);

/// <summary>A rule violated at a step.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Step">The step, from 1.</param>
public sealed record ViolationData(string Rule, int Step);
