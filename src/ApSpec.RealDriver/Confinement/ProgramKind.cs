namespace ApSpec.RealDriver.Confinement;

/// <summary>What is run on a tree's code, or with it inside.</summary>
internal enum ProgramKind
{
    /// <summary>gcc, as or ld, which read the tree's files and start programs of their own.</summary>
    Compiler,

    /// <summary>git, which reads a repository's objects or applies a patch; it starts nothing.</summary>
    Git,

    /// <summary>The apspec command with a driver's library loaded; it starts nothing once the library is there.</summary>
    DotNet,

    /// <summary>A C program that holds the driver, or an emulator that runs one.</summary>
    Program,

    /// <summary>A C program under gcc's sanitizers, which reserve terabytes and end with a look at their own threads.</summary>
    Sanitized,
}
