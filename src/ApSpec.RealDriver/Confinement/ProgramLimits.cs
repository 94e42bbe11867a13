namespace ApSpec.RealDriver.Confinement;

/// <summary>Bounds of a process that its programs cannot lift: setrlimit(2), set by a shell before anything else runs.</summary>
internal static class ProgramLimits
{
    private const long BlockBytes = 512; // ulimit -f, as POSIX says
    private const long FileMax = 512L << 20;

    /// <summary>
    /// A shell's text that sets them and goes on as the command it is given. Private memory that can be written is bounded (ulimit -d)
    /// and not addresses, of which .NET reserves 256 GB and AddressSanitizer sixteen terabytes; the latter's own option bounds it. A
    /// terminal's Ctrl-C goes to all of a group: who started the program decides what becomes of it.
    /// </summary>
    public static string Script(ProgramKind kind, long memoryMax)
    {
        var data = kind == ProgramKind.Sanitized ? "" : $"ulimit -d {memoryMax >> 10}; ";
        return $"trap '' INT; {{ ulimit -c 0; ulimit -f {FileMax / BlockBytes}; {data}}} 2>/dev/null; exec \"$@\"";
    }
}
