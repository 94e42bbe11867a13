namespace ApSpec.RealDriver.Worker;

/// <summary>A call of a trace's threads.</summary>
/// <param name="Thread">The place of its thread.</param>
/// <param name="Call">The place of the call in it.</param>
public sealed record ThreadCallData(int Thread, int Call);
