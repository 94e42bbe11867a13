namespace ApSpec.Bench.Peers;

/// <summary>One exhaustive search.</summary>
/// <param name="States">States.</param>
/// <param name="Transitions">Transitions, without SPIN's entry into the initial state.</param>
/// <param name="Spent">Time.</param>
/// <param name="Bytes">Memory of the whole process at its peak.</param>
/// <param name="Stored">Of these, bytes of the states, what finds them and where they came from; null when the tool does not say.</param>
internal sealed record Counted(long States, long Transitions, Spent Spent, long Bytes, long? Stored = null);
