using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>
/// Shortens a trace that kills its process. Each try may cost a process, so their number is limited; the result is the shortest trace found
/// by then.
/// </summary>
internal sealed class DeathShortener(WorkerProcess worker, TimeLimit? time = null)
{
    private int tries;

    /// <summary>The shortest trace found that kills its process in the same way.</summary>
    public DeadTrace Shorten(DeadTrace dead)
    {
        tries = 0;
        var shortest = dead.Trace;
        while (tries < dead.TriesMax && time?.IsOver != true && Smaller(shortest, dead) is { } smaller)
            shortest = smaller;
        return dead with { Trace = shortest };
    }

    /// <summary>The shortest prefix of a trace that kills its process; null when the whole trace does not.</summary>
    public DeadTrace? FirstDeath(Trace trace)
    {
        if (DeathOver(trace) is not { } death)
            return null;
        if (DeathOver(Prefix(trace, 0)) is { } early)
            return new DeadTrace(Prefix(trace, 0), 0, early.Cause, early.IsHang, IsRepeatable: true);
        var (lives, dies) = (0, trace.Operations.Length);
        while (lives + 1 < dies)
        {
            var middle = (lives + dies) / 2;
            if (DeathOver(Prefix(trace, middle)) is not null)
                dies = middle;
            else
                lives = middle;
        }

        return new DeadTrace(Prefix(trace, dies), 0, death.Cause, death.IsHang, IsRepeatable: true);
    }

    /// <summary>True when the last operation of a trace kills its process as it says. How a hang was noticed depends on the machine.</summary>
    public bool IsSo(DeadTrace dead) => DeathOver(dead.Trace) is { } death && (dead.IsHang ? death.IsHang : death.Cause == dead.Cause) && DeathOver(Prefix(dead.Trace, dead.Trace.Operations.Length - 1)) is null;

    private Trace? Smaller(Trace trace, DeadTrace dead)
    {
        foreach (var candidate in Shrink.Candidates(trace))
        {
            if (tries++ == dead.TriesMax || time?.IsOver == true)
                return null;
            if (candidate.Operations.Length <= trace.Operations.Length && DeathOver(candidate)?.Cause == dead.Cause)
                return candidate;
        }

        return null;
    }

    private WorkerDeath? DeathOver(Trace trace) =>
        worker.Do(new WorkerOrder(Replay: new ReplayOrder(trace.ToString(), [])), () => time?.IsOver == true).Death;

    private static Trace Prefix(Trace trace, int length) => trace with { Operations = trace.Operations[..length] };
}
