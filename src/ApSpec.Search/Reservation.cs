namespace ApSpec.Search;

/// <summary>One unconfirmed fact behind a verdict.</summary>
/// <param name="Kind">Why it is in doubt.</param>
/// <param name="What">The suspected defect, what was not read, or the choice of the hardware.</param>
/// <param name="Given">For <see cref="ReservationKind.Unread"/> the subject; for <see cref="ReservationKind.Chosen"/> the choice with which the rule holds; else null.</param>
public sealed record Reservation(ReservationKind Kind, string What, string? Given = null);
