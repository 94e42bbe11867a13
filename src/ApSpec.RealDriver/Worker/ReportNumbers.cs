namespace ApSpec.RealDriver.Worker;

/// <summary>Counts in a report, which the driver may have forged: none is below zero, and many can be added up.</summary>
internal static class ReportNumbers
{
    private const long Max = 1L << 40;

    /// <exception cref="InvalidDataException">One is.</exception>
    public static void Demand(WorkerReport report)
    {
        IEnumerable<long> counts =
        [
            .. report.Campaign is { } campaign ? [campaign.Traces, campaign.Steps, .. campaign.CutBy.Values] : Array.Empty<long>(),
            .. report.Aim is { } aim ? [aim.Traces, aim.Steps] : Array.Empty<long>(),
            .. (report.LockStep ?? []).SelectMany(stretch => (long[])[stretch.Agreed, stretch.Steps, .. stretch.CutBy.Values]),
            .. report.ThreadLockStep is { } part ? [part.Compared, part.Equal, part.LeftOut, part.Steps, part.Schedules] : Array.Empty<long>(),
        ];
        if (counts.Any(count => count is < 0 or > Max))
            throw new InvalidDataException();
    }
}
