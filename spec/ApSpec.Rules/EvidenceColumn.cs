namespace ApSpec.Rules;

/// <summary>The column of a counterexample's table in which a violation shows.</summary>
public enum EvidenceColumn : byte
{
    /// <summary>References on guests and on the module.</summary>
    References,

    /// <summary>The PQAP hook.</summary>
    Hook,

    /// <summary>Masks of guests, matrices of mdevs.</summary>
    Masks,

    /// <summary>Locks held, lock order.</summary>
    Locks,

    /// <summary>Interrupts and registrations of interruption subclasses.</summary>
    Irq,

    /// <summary>Pinned pages.</summary>
    Pins,

    /// <summary>A queue's hardware or driver.</summary>
    Queue,

    /// <summary>What the call returned, or that it did not.</summary>
    Result,

    /// <summary>The life of an mdev or guest.</summary>
    State,

    /// <summary>References on eventfds, which are not those on guests.</summary>
    Eventfds,
}
