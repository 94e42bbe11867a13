using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>
/// One effect inside a call, with the locks held at that point: facts for the rules to judge. The ledger shows the state before and after a
/// step; moments show which lock an effect was under, and the order of effects. A system reports only the kinds of moment that it can see.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">The guest's or mdev's number; of a reset the queue's place.</param>
/// <param name="Held">The classes of the locks that the call held, one bit each; K and H count only when they are the subject's own.</param>
/// <param name="Function">The kernel's function.</param>
/// <param name="Line">The line in a revision's file, which tells two places of one function apart; 0 when the function's text tells it.</param>
public readonly record struct Moment(MomentKind Kind, ushort Subject, uint Held, string Function, int Line)
{
    /// <summary>What was written is NULL, or all zero.</summary>
    public bool IsClear { get; init; }

    /// <summary>Masks: they changed.</summary>
    public bool IsChange { get; init; }

    /// <summary>Masks: every vcpu of the guest was kept out of SIE meanwhile.</summary>
    public bool AreVcpusOut { get; init; }

    /// <summary>Masks: nested guests were made to reload their masks.</summary>
    public bool RestartsNested { get; init; }

    /// <summary>Zapq: guests whose masks have the queue, one bit each.</summary>
    public byte InMasks { get; init; }

    /// <summary>Guest, Zapq: guests that an mdev names, one bit each.</summary>
    public byte Named { get; init; }

    /// <summary>Zapq: what the machine answered.</summary>
    public ApStatus Status { get; init; }

    /// <summary>Removal: the mdev has a request eventfd. Masks: an mdev of the guest has a configuration-change eventfd.</summary>
    public bool HasEventfd { get; init; }

    /// <summary>Config: the driver's copy of the host configuration equals the AP bus's.</summary>
    public bool IsBusCopy { get; init; }

    /// <summary>Signal: which eventfd of the mdev.</summary>
    public EventfdIndex Eventfd { get; init; }

    /// <summary>True when the call held a lock of <paramref name="lockClass"/>.</summary>
    public bool Holds(LockClass lockClass) => (Held & (1u << (int)lockClass)) != 0;
}
