using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>A trace over which a worker process died.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Seed">The seed of the trace.</param>
/// <param name="Step">The operation that ran, from 1.</param>
/// <param name="Cause">How the worker ended.</param>
/// <param name="IsRepeatable">True when it died again over the same seed.</param>
public sealed record DeadTrace(Scope Scope, ulong Seed, int Step, string Cause, bool IsRepeatable);
