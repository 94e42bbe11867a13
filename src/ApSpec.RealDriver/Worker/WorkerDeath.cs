namespace ApSpec.RealDriver.Worker;

/// <summary>A worker that ended in the middle of an order.</summary>
/// <param name="Cause">How, in one clause: <c>killed by signal 11</c>, <c>in one call for 20 s</c>.</param>
/// <param name="Seed">The seed of the trace it ran.</param>
/// <param name="Step">The operation it ran, from 1; negative when no trace of a campaign ran.</param>
/// <param name="IsHang">True when it hung and was killed.</param>
public sealed record WorkerDeath(string Cause, ulong Seed, int Step, bool IsHang)
{
    /// <summary>True when it ended before the first trace of a campaign, during the load of the driver.</summary>
    public bool IsBeforeTraces => Step < 0;
}
