namespace ApSpec.Report.Threads;

/// <summary>One access of a data race.</summary>
/// <param name="Call">The thread and its call.</param>
/// <param name="What">Load, store or free.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Where">The function with its file and line.</param>
/// <param name="Locks">The locks that its thread holds.</param>
public sealed record RacingAccessJson(string Call, string What, int Bytes, string Where, IReadOnlyList<string> Locks);
