using ApSpec.RealDriver.Worker;

namespace ApSpec.Cli.Parts;

/// <summary>A line of a part: the traces of one scope on one revision.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Sampled">The scope.</param>
/// <param name="Traces">Traces run to their end.</param>
/// <param name="Steps">Operations done.</param>
/// <param name="CutBy">Traces that have no verdict from some step on, by reason.</param>
/// <param name="Judged">Rules that were judged.</param>
/// <param name="Witnessed">Rules with a premise that held.</param>
/// <param name="Hits">Violations, one for each rule, kind of operation and shape.</param>
/// <param name="Orders">Locks that were taken under others; the traces of a cycle are run again.</param>
internal sealed record PartScopeJson(
    string Revision, string Sampled, long Traces, long Steps, IReadOnlyDictionary<string, long> CutBy,
    IReadOnlyList<string> Judged, IReadOnlyList<string> Witnessed, IReadOnlyList<PartHitJson> Hits, IReadOnlyList<OrderData> Orders);
