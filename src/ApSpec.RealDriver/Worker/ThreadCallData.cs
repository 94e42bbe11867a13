namespace ApSpec.RealDriver.Worker;

/// <summary>A call of a trace's threads, or the work that it queued.</summary>
/// <param name="Thread">The place of its thread.</param>
/// <param name="Call">The place of the call in it.</param>
/// <param name="Worker">The number of the worker that runs what the call queued; 0 for the call itself.</param>
public sealed record ThreadCallData(int Thread, int Call, int Worker = 0);
