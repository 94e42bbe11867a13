using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>A reservation in one sentence.</summary>
public static class ReservationText
{
    /// <summary>The sentence.</summary>
    public static string Of(Reservation reservation) => reservation.Kind switch
    {
        ReservationKind.Suspected => $"SUSPECTED {reservation.What}",
        ReservationKind.Unread => $"UNCONFIRMED in {reservation.Given}: {reservation.What}",
        ReservationKind.Chosen => $"UNCONFIRMED of the hardware: {reservation.What}. If {reservation.Given}, the rule holds here",
        _ => throw new InvalidOperationException($"unknown kind of reservation {reservation.Kind}"),
    };
}
