using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>A trace that killed its worker process in the last operation. What the driver did is not known.</summary>
/// <param name="Trace">The trace up to that operation; empty when the process died, or failed, during the load of the driver.</param>
/// <param name="Seed">The seed that made it.</param>
/// <param name="Cause">How the worker ended.</param>
/// <param name="IsHang">True when the process hung and was killed.</param>
/// <param name="IsRepeatable">True when it died again with the same seed.</param>
public sealed record DeadTrace(Trace Trace, ulong Seed, string Cause, bool IsHang, bool IsRepeatable)
{
    /// <summary>True when no operation had begun: the driver cannot be loaded.</summary>
    public bool IsLoading => Trace.Operations.IsEmpty;

    /// <summary>Shorter traces that are tried, at most: each try may cost a process.</summary>
    public int TriesMax => IsHang ? HangTriesMax : DeathTriesMax;

    private const int DeathTriesMax = 60;
    private const int HangTriesMax = 6;
}
