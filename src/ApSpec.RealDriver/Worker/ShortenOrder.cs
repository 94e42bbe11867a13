namespace ApSpec.RealDriver.Worker;

/// <summary>Order to find the simplest finding from drafts of one rule, kind of operation and cause.</summary>
/// <param name="Drafts">The drafts.</param>
/// <param name="Known">Traces of another driver that are tried first.</param>
/// <param name="StatesMax">The budget of the proof.</param>
/// <param name="Seconds">Time for it; null for no limit.</param>
/// <param name="IsAlone">True to go to no state that this finding does not need: a worker died when it shared searches with others.</param>
public sealed record ShortenOrder(IReadOnlyList<DraftData> Drafts, IReadOnlyList<string> Known, int StatesMax, double? Seconds = null, bool IsAlone = false);
