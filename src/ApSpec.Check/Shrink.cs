using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>
/// Enumerates smaller candidates, for the minimizer and for FsCheck's shrinking. In order: a scope without unused queues (a large scope costs
/// more than many candidates), large chunks dropped, single operations, pairs, simpler operands, a smaller scope. A candidate is always a
/// valid trace of its scope.
/// </summary>
public static class Shrink
{
    /// <summary>Pairs are dropped only from traces up to this length; longer ones are shortened by chunks first.</summary>
    public const int PairsLengthMax = 40;

    /// <summary>Candidates smaller than <paramref name="trace"/>, the most promising first.</summary>
    public static IEnumerable<Trace> Candidates(Trace trace) =>
        ShrinkScope.ToNamed(trace).Concat(Deletions(trace)).Concat(ShrinkOperands.Candidates(trace)).Concat(ShrinkScope.Candidates(trace))
            .Where(candidate => candidate.Operations.All(op => candidate.Scope.Refusal(op) is null));

    private static IEnumerable<Trace> Deletions(Trace trace)
    {
        var all = trace.Operations;
        for (var size = all.Length / 2; size > 1; size /= 2)
        {
            for (var at = 0; at < all.Length; at += size)
                yield return trace with { Operations = all.RemoveRange(at, Math.Min(size, all.Length - at)) };
        }

        for (var i = 0; i < all.Length; i++)
            yield return trace with { Operations = all.RemoveAt(i) };
        for (var i = 0; i < all.Length && all.Length <= PairsLengthMax; i++)
        {
            for (var j = i + 1; j < all.Length; j++)
                yield return trace with { Operations = all.RemoveAt(j).RemoveAt(i) };
        }
    }
}
