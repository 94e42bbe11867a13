using System.Collections.Immutable;

namespace ApSpec.RealDriver.Worker;

/// <summary>How a worker process is started.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments; the path of the heartbeat file follows them.</param>
public sealed record WorkerCommand(string File, ImmutableArray<string> Arguments);
