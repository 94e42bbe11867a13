using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// Which of two counterexamples is the simpler one: an ordinary world before an odd one, the core profile before the hostile one, no
/// injected failure before one, then fewer operations, then fewer mdevs and guests.
/// </summary>
public static class TraceOrder
{
    /// <summary>The simpler trace has the smaller key.</summary>
    public static (int World, int Length, int Entities) KeyOf(Trace trace)
    {
        var world = trace.Scope.Profile == Profile.Hostile ? 4 : 0;
        world += trace.Scope is { Crycbd: true, Gisa: true } ? 0 : 2;
        world += trace.Operations.Any(op => op.Fail != FailPoint.None) ? 1 : 0;
        return (world, trace.Operations.Length, trace.Scope.Mdevs + trace.Scope.Kvms);
    }
}
