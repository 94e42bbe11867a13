namespace ApSpec.RealDriver.Worker;

/// <summary>What calls at once did.</summary>
/// <param name="Refusal">Why nothing was run.</param>
/// <param name="Trace">The calls that were drawn or given.</param>
/// <param name="Search">A search of their schedules.</param>
/// <param name="Finding">A shortened finding.</param>
/// <param name="IsProven">It is proven to be the shortest.</param>
/// <param name="Record">The run by its schedule, or by that of the order.</param>
public sealed record ThreadData(
    string Refusal = "", string? Trace = null, ThreadSearchData? Search = null, ThreadFindingData? Finding = null, bool IsProven = false, ThreadRecordData? Record = null);
