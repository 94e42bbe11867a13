using System.Collections.Immutable;

namespace ApSpec.RealDriver.Confinement;

/// <summary>A program that reads a tree's code or has it loaded, and what it may see of this machine.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ConfinedProgram(ProgramKind Kind, string File, ImmutableArray<string> Arguments)
{
    /// <summary>Its working directory: one of the directories below, or the root.</summary>
    public string Folder { get; init; } = "/";

    /// <summary>Files and directories that it may read, beside the system's.</summary>
    public ImmutableArray<string> Readable { get; init; } = [];

    /// <summary>Files and directories that it may write.</summary>
    public ImmutableArray<string> Writable { get; init; } = [];
}
