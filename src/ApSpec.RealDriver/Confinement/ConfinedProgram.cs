using System.Collections.Immutable;

namespace ApSpec.RealDriver.Confinement;

/// <summary>A program that is run on a tree's code or with it inside, and all that it may see of this machine.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ConfinedProgram(ProgramKind Kind, string File, ImmutableArray<string> Arguments)
{
    /// <summary>Where it runs; one of the directories below, or the root.</summary>
    public string Folder { get; init; } = "/";

    /// <summary>Files and directories that it reads, beside the system's own.</summary>
    public ImmutableArray<string> Readable { get; init; } = [];

    /// <summary>Files and directories that it writes.</summary>
    public ImmutableArray<string> Writable { get; init; } = [];
}
