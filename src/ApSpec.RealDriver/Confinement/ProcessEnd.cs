namespace ApSpec.RealDriver.Confinement;

/// <summary>How a process ended, in words.</summary>
public static class ProcessEnd
{
    private const int Signalled = 128;

    /// <summary>From an exit code; a shell and bubblewrap add 128 to the number of a signal.</summary>
    public static string Words(int exit) => exit > Signalled ? $"the process was killed by signal {exit - Signalled}" : $"the process ended with {exit}";
}
