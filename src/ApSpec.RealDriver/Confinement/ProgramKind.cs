namespace ApSpec.RealDriver.Confinement;

/// <summary>Programs that read a tree's code or have it loaded.</summary>
internal enum ProgramKind
{
    /// <summary>gcc, as or ld, which read the tree's files and start further programs.</summary>
    Compiler,

    /// <summary>git, which reads a repository's objects or applies a patch; it may start no process.</summary>
    Git,

    /// <summary>The apspec command with a driver's library; it may start no process once that is loaded.</summary>
    DotNet,

    /// <summary>A C program linked with the driver, or an emulator that runs one.</summary>
    Program,

    /// <summary>A C program under gcc's sanitizers, which reserve terabytes of addresses and inspect their own threads at exit.</summary>
    Sanitized,
}
