using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>A trace over whose last operation a worker process died: what the driver did is not known, only that.</summary>
/// <param name="Trace">The trace up to that operation; empty when it died, or failed, while the driver was loaded.</param>
/// <param name="Seed">The seed that made it.</param>
/// <param name="Cause">How the worker ended.</param>
/// <param name="IsHang">It did not end, and was ended.</param>
/// <param name="IsRepeatable">True when it died again over the same seed.</param>
public sealed record DeadTrace(Trace Trace, ulong Seed, string Cause, bool IsHang, bool IsRepeatable)
{
    /// <summary>True when no operation was begun: the driver cannot be loaded.</summary>
    public bool IsLoading => Trace.Operations.IsEmpty;

    /// <summary>How often a shorter trace is tried: each try may cost a process.</summary>
    public int TriesMax => IsHang ? HangTriesMax : DeathTriesMax;

    private const int DeathTriesMax = 60;
    private const int HangTriesMax = 6;
}
