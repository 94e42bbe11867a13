using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Shrinks the trace of a result as long as a smaller trace gives the same result.</summary>
internal static class Shrinking
{
    /// <summary>The result with the smallest trace that was found.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="traceOf">Its trace.</param>
    /// <param name="run">Runs a smaller trace; null when it does not give the same result.</param>
    /// <param name="triesMax">Smaller traces that are tried, at most.</param>
    public static T Smallest<T>(T found, Func<T, Trace> traceOf, Func<Trace, T?> run, int triesMax)
        where T : class
    {
        var tries = 0;
        while (true)
        {
            T? smaller = null;
            foreach (var candidate in Shrink.Candidates(traceOf(found)))
            {
                if (++tries > triesMax)
                    return found;
                smaller = run(candidate);
                if (smaller is not null)
                    break;
            }

            if (smaller is null)
                return found;
            found = smaller;
        }
    }
}
