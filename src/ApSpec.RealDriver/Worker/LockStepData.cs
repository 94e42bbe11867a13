namespace ApSpec.RealDriver.Worker;

/// <summary>Traces of seeds next to each other in a lock step, the last of which may differ.</summary>
/// <param name="Agreed">Traces on which the two agreed.</param>
/// <param name="Steps">Operations that both did.</param>
/// <param name="CutBy">Traces cut short without a verdict, counted by reason.</param>
/// <param name="Kinds">Kinds of the operations that both did.</param>
/// <param name="LeftOut">Operations that only one of the two supports.</param>
/// <param name="Seed">Of a difference, the seed.</param>
/// <param name="Trace">Of a difference, the shortened trace; null without one.</param>
/// <param name="Texts">Of a difference, its lines.</param>
public sealed record LockStepData(
    long Agreed, long Steps, IReadOnlyDictionary<string, long> CutBy, IReadOnlyList<string> Kinds, IReadOnlyList<string> LeftOut,
    ulong Seed = 0, string? Trace = null, IReadOnlyList<string>? Texts = null);
