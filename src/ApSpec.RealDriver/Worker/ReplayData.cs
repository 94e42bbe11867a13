namespace ApSpec.RealDriver.Worker;

/// <summary>A replayed trace.</summary>
/// <param name="Steps">Its steps.</param>
/// <param name="Guest">What a guest or the host's administrator can do from a step on.</param>
/// <param name="Reservations">Unconfirmed facts behind the verdict.</param>
public sealed record ReplayData(
    IReadOnlyList<StepData> Steps, IReadOnlyList<GuestData> Guest, IReadOnlyList<ReservationData> Reservations);
