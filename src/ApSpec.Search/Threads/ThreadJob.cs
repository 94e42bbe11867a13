using ApSpec.Explore.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>Calls to search: a trace's, those that a seed draws in a scope, or every two that can be made in a state.</summary>
public sealed record ThreadJob
{
    private ThreadJob(Trace? trace, Scope scope, ulong seed, PairStart? start = null, int part = 0, int of = 1)
    {
        Start = start;
        Part = part;
        Of = of;
        Trace = trace;
        Scope = scope;
        Seed = seed;
    }

    /// <summary>The calls; null when they are drawn.</summary>
    public Trace? Trace { get; }

    /// <summary>Their scope.</summary>
    public Scope Scope { get; }

    /// <summary>What draws them.</summary>
    public ulong Seed { get; }

    /// <summary>Where pairs start; null for other calls.</summary>
    public PairStart? Start { get; }

    /// <summary>The part of the pairs, from 0.</summary>
    public int Part { get; }

    /// <summary>Of so many parts.</summary>
    public int Of { get; }

    /// <summary>The calls of a trace; <paramref name="seed"/> draws random schedules of them.</summary>
    public static ThreadJob Calls(Trace trace, ulong seed = 0) => new(trace, trace.Scope, seed);

    /// <summary>Every two calls that can be made in a state.</summary>
    public static ThreadJob Pairs(PairStart start, int part, int of) => new(null, start.Trace.Scope, 0, start, part, of);

    /// <summary>Random calls.</summary>
    public static ThreadJob Drawn(Scope scope, ulong seed) => new(null, scope, seed);
}
