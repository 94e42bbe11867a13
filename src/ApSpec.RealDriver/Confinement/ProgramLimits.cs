namespace ApSpec.RealDriver.Confinement;

/// <summary>Limits that a program cannot raise: setrlimit(2), set by a shell before anything else runs.</summary>
internal static class ProgramLimits
{
    private const long BlockBytes = 512; // ulimit -f, as POSIX says
    private const long FileMax = 512L << 20;

    /// <summary>
    /// A shell script that sets the limits and then execs the command. It limits private writable memory (ulimit -d), not address space: .NET
    /// reserves 256 GB and AddressSanitizer sixteen terabytes; an option of AddressSanitizer limits its memory. A terminal's Ctrl-C goes to the
    /// whole group, so the script ignores it: the parent ends the program.
    /// </summary>
    public static string Script(ProgramKind kind, long memoryMax)
    {
        var data = kind == ProgramKind.Sanitized ? "" : $"ulimit -d {memoryMax >> 10}; ";
        return $"trap '' INT; {{ ulimit -c 0; ulimit -f {FileMax / BlockBytes}; {data}}} 2>/dev/null; exec \"$@\"";
    }
}
