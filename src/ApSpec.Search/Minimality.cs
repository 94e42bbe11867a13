namespace ApSpec.Search;

/// <summary>What is known of a counterexample's length.</summary>
public enum Minimality : byte
{
    /// <summary>No trace with fewer operations violates the rule, over all operations of the scope.</summary>
    Proven,

    /// <summary>The same over the kinds of operation that the trace uses; the search over all operations ran out of budget.</summary>
    ProvenOverOwnKinds,

    /// <summary>The violation is lost when one or two operations are dropped; no search proved more.</summary>
    NotProven,

    /// <summary>The violation is lost when one or two operations are dropped; the shorter traces that a search finds have another cause.</summary>
    OtherCause,

    /// <summary>Time ran out, or the process died, during shortening: the trace may be as long as it was found.</summary>
    CutOff,
}
