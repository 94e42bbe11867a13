namespace ApSpec.Rules;

/// <summary>When a rule is judged.</summary>
public enum JudgedWhen : byte
{
    /// <summary>At each effect: reads faults and lock edges, which are wrong even if a later effect repairs the state.</summary>
    EachEffect,

    /// <summary>
    /// When the operation is over, however it ended. Mdevs and guests that a call never left (<c>busy</c>) are skipped: their
    /// state is that of a call half done.
    /// </summary>
    Quiescent,

    /// <summary>When the trace is over.</summary>
    AtEnd,
}
