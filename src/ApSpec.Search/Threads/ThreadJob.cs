using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>Calls to search: a trace's, or those that a seed draws in a scope.</summary>
public sealed record ThreadJob
{
    private ThreadJob(Trace? trace, Scope scope, ulong seed)
    {
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

    /// <summary>The calls of a trace.</summary>
    public static ThreadJob Of(Trace trace) => new(trace, trace.Scope, 0);

    /// <summary>Random calls.</summary>
    public static ThreadJob Drawn(Scope scope, ulong seed) => new(null, scope, seed);
}
