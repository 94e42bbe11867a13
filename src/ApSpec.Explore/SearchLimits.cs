namespace ApSpec.Explore;

/// <summary>The limits of a search. A search that hits one has proven nothing beyond it.</summary>
/// <param name="StatesMax">States stored.</param>
/// <param name="DepthMax">Operations from the initial state.</param>
/// <param name="Time">When it has to end; null for no such limit.</param>
/// <param name="BytesMax">Bytes of stored states and of what finds them.</param>
public sealed record SearchLimits(int StatesMax = 2_000_000, int DepthMax = int.MaxValue, TimeLimit? Time = null, long BytesMax = long.MaxValue);
