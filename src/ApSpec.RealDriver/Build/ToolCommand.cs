using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>How the apspec command itself is started, for work that is done in a process of its own.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Arguments before those of a command.</param>
public sealed record ToolCommand(string File, ImmutableArray<string> Arguments);
