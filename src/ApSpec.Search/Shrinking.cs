using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Makes what a trace shows smaller as long as a smaller trace shows it, too.</summary>
internal static class Shrinking
{
    /// <summary>The smallest that is found.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="traceOf">Its trace.</param>
    /// <param name="run">What a smaller trace shows; null when it is not the same.</param>
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
