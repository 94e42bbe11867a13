using System.Collections.Immutable;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Build;

/// <summary>How the apspec command itself is started, for work in a separate process.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Arguments before those of a command.</param>
public sealed record ToolCommand(string File, ImmutableArray<string> Arguments)
{
    /// <summary>The sandbox of such a process.</summary>
    public Sandbox Sandbox { get; init; } = Sandbox.Here;

    /// <summary>Directories that it reads, beside the command's own.</summary>
    public ImmutableArray<string> Reads { get; init; } = [];

    /// <summary>The command with more arguments, and the files that it writes.</summary>
    internal ConfinedProgram With(IEnumerable<string> arguments, params ImmutableArray<string> writes) => new(ProgramKind.DotNet, File, [.. Arguments, .. arguments])
    {
        Readable = [.. SystemFolders.OfDotNet, .. Reads],
        Writable = writes,
    };
}
