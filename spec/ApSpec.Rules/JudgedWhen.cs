namespace ApSpec.Rules;

/// <summary>When a rule is judged.</summary>
public enum JudgedWhen : byte
{
    /// <summary>At each effect: reads faults and lock edges, which are wrong even if a later effect repairs the state.</summary>
    EachEffect,

    /// <summary>
    /// When the operation is over, however it ended. Mdevs and guests with a call that never returned (<c>busy</c>) are skipped: the call
    /// left them half done.
    /// </summary>
    Quiescent,

    /// <summary>When the trace is over.</summary>
    AtEnd,
}
