namespace ApSpec.Search;

/// <summary>Why a verdict is not beyond doubt.</summary>
public enum ReservationKind : byte
{
    /// <summary>The defect is suspected by reading alone.</summary>
    Suspected,

    /// <summary>A function that the trace runs was not read in any source.</summary>
    Unread,

    /// <summary>The violation depends on a choice of the modelled hardware.</summary>
    Chosen,
}
