using ApSpec.Rules;
using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>A reservation in one sentence.</summary>
public static class ReservationText
{
    /// <summary>The sentence.</summary>
    public static string Format(Reservation reservation) => reservation.Kind switch
    {
        ReservationKind.Suspected => Suspected(reservation.What),
        ReservationKind.Unread => $"UNCONFIRMED in {reservation.Given}: {reservation.What}",
        ReservationKind.Chosen => $"UNCONFIRMED of the hardware: {reservation.What}. If {reservation.Given}, the rule holds here",
        _ => throw new InvalidOperationException($"unknown kind of reservation {reservation.Kind}"),
    };

    // A mark is an id of the bug list and a clause.
    private static string Suspected(string mark) => mark.Split(": ", 2) is [var id, var clause] && Citations.Has(id)
        ? $"SUSPECTED {clause}; {string.Join("; ", Citations.Of([id]))}"
        : $"SUSPECTED {mark}";
}
