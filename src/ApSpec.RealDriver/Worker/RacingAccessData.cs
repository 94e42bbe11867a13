namespace ApSpec.RealDriver.Worker;

/// <summary>One of two accesses that can happen at the same time.</summary>
/// <param name="Call">Places of the thread and of its call.</param>
/// <param name="What">Load, store or free.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Function">The function.</param>
/// <param name="Place">The function with its file and line.</param>
/// <param name="Held">The locks that the thread holds.</param>
public sealed record RacingAccessData(ThreadCallData Call, string What, int Bytes, string Function, string Place, IReadOnlyList<string> Held);
