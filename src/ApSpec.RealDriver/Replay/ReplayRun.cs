namespace ApSpec.RealDriver.Replay;

/// <summary>How a recorded program ended.</summary>
/// <param name="Exit">Its exit code; null when it could not be started or took too long.</param>
/// <param name="Calls">Its output: calls, with the observation after each.</param>
/// <param name="Report">What a sanitizer printed; empty for nothing.</param>
public sealed record ReplayRun(int? Exit, string Calls, string Report)
{
    private const string DivergedAt = "diverged at request ";
    private const int Diverged = 3;

    /// <summary>Its end.</summary>
    public ReplayEnd End => this switch
    {
        { Exit: Diverged } => ReplayEnd.Diverged,
        _ when Report.Contains("Sanitizer", StringComparison.Ordinal) || Report.Contains("runtime error: ", StringComparison.Ordinal) => ReplayEnd.Reported,
        { Exit: 0 } when Calls.EndsWith("end\n", StringComparison.Ordinal) => ReplayEnd.Clean,
        _ => ReplayEnd.Failed,
    };

    /// <summary>The line on the deviation from the record, or the last line printed.</summary>
    public string LastLine => Lines.LastOrDefault(line => line.StartsWith(DivergedAt, StringComparison.Ordinal)) ?? Lines.LastOrDefault() ?? "";

    /// <summary>What it printed, line by line.</summary>
    public string[] Lines => Calls.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
