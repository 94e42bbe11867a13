namespace ApSpec.Search;

/// <summary>What is known of a counterexample's length.</summary>
public enum Minimality : byte
{
    /// <summary>No trace with fewer operations violates the rule, over all operations of the scope.</summary>
    Proven,

    /// <summary>None over the operation kinds that the trace itself uses; the search over all of them ran out of budget.</summary>
    ProvenOverOwnKinds,

    /// <summary>Dropping one or two operations loses the violation; no search got further.</summary>
    NotProven,

    /// <summary>Dropping one or two operations loses the violation; what a search goes on to has another cause.</summary>
    OtherCause,

    /// <summary>Time ran out, or the process died, before it was as short as dropping operations makes it: it may be as it was found.</summary>
    CutOff,
}
