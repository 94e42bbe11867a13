namespace ApSpec.Bench.Peers;

/// <summary>One exhaustive search.</summary>
/// <param name="States">States.</param>
/// <param name="Transitions">Transitions, without SPIN's entry into the initial state.</param>
/// <param name="Spent">Time.</param>
/// <param name="Bytes">Memory of the whole process at its peak.</param>
internal sealed record Counted(long States, long Transitions, Spent Spent, long Bytes);
