namespace ApSpec.RealDriver.Replay;

/// <summary>How a recorded program ended.</summary>
/// <param name="Exit">Its exit code; null when it could not be started or took too long.</param>
/// <param name="Calls">What it printed: calls, with what can be seen after each.</param>
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

    /// <summary>The line that says where it differs from the record, or the last thing it said.</summary>
    public string LastLine => Lines.LastOrDefault(line => line.StartsWith(DivergedAt, StringComparison.Ordinal)) ?? Lines.LastOrDefault() ?? "";

    /// <summary>What it printed, line by line.</summary>
    public string[] Lines => Calls.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
