using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// Which of two counterexamples is the simpler one. In order: an ordinary scope before an unusual one, the core profile before the hostile
/// one, no injected failure, fewer operations, fewer injected answers of the hardware, fewer mdevs and guests.
/// </summary>
public static class TraceOrder
{
    /// <summary>The simpler trace has the smaller key.</summary>
    public static (int World, int Length, int Answers, int Entities) KeyOf(Trace trace)
    {
        var world = trace.Scope.Profile == Profile.Hostile ? 4 : 0;
        world += trace.Scope is { Crycbd: true, Gisa: true, Aiv: true } ? 0 : 2;
        world += trace.Operations.Any(op => op.Fail != FailPoint.None) ? 1 : 0;
        return (world, trace.Operations.Length, trace.Operations.Count(op => Actors.IsAnswer(op)), trace.Scope.Mdevs + trace.Scope.Kvms);
    }

    /// <summary>The draft that is shortened; it does not depend on the order in which drafts were found.</summary>
    public static Draft Simplest(IEnumerable<Draft> drafts) => drafts
        .OrderBy(draft => KeyOf(draft.Trace)).ThenBy(draft => draft.Trace.ToString(), StringComparer.Ordinal).First();
}
