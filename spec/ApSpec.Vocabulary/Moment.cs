using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>
/// One effect inside a call and what held just then: facts only, which rules weigh. The ledger shows a step's beginning and end; what
/// was done under which lock, and what came first, is seen here. A system that cannot see a kind of moment reports none of it.
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

    /// <summary>Masks: they are others than before.</summary>
    public bool IsChange { get; init; }

    /// <summary>Masks: every vcpu of the guest was kept out of SIE meanwhile.</summary>
    public bool AreVcpusOut { get; init; }

    /// <summary>Masks: nested guests were made to take their masks anew.</summary>
    public bool RestartsNested { get; init; }

    /// <summary>Zapq: guests whose masks have the queue, one bit each.</summary>
    public byte InMasks { get; init; }

    /// <summary>Guest, Zapq: guests that an mdev names, one bit each.</summary>
    public byte Named { get; init; }

    /// <summary>Zapq: what the machine answered.</summary>
    public ApStatus Status { get; init; }

    /// <summary>Removal: the mdev has an eventfd to be asked by. Masks: an mdev of the guest has one to be told by.</summary>
    public bool HasEventfd { get; init; }

    /// <summary>Config: the driver's copy of the host configuration is the bus's.</summary>
    public bool IsBusCopy { get; init; }

    /// <summary>Signal: which eventfd of the mdev.</summary>
    public EventfdIndex Eventfd { get; init; }

    /// <summary>True when the call held a lock of <paramref name="lockClass"/>.</summary>
    public bool Holds(LockClass lockClass) => (Held & (1u << (int)lockClass)) != 0;
}
