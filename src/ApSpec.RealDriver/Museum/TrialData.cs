using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Museum;

/// <summary>A trace that was run on a compiled driver, up to the first operation that was not possible.</summary>
/// <param name="Results">What each operation returned, as traces print it.</param>
/// <param name="Violations">The rules violated, each at its first step.</param>
/// <param name="Witnessed">Rules whose premise held at some step.</param>
/// <param name="Obstacle">Why the next operation was not possible, or has no verdict; null when all were done.</param>
public sealed record TrialData(
    IReadOnlyList<string> Results, IReadOnlyList<TrialViolationData> Violations, IReadOnlyList<string> Witnessed, string? Obstacle = null)
{
    /// <summary>The same, made safe for a terminal: a driver may have overwritten the text.</summary>
    public TrialData Plain() => this with
    {
        Results = [.. Results.Select(Line)],
        Obstacle = Obstacle is null ? null : Line(Obstacle),
        Violations = [.. Violations.Select(one => one with { Places = [.. one.Places.Select(Line)] })],
    };

    private static string Line(string text) => PlainText.Clean(text).ReplaceLineEndings(" ");
}
