namespace ApSpec.Cli.Parts;

/// <summary>A line of a part: random calls at once on one revision.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Drawn">Sets that were searched.</param>
/// <param name="Steps">Steps of the searches.</param>
/// <param name="Cut">Searches that were cut off.</param>
/// <param name="Refusal">Why nothing was searched; null when something was.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Random">Random schedules of sets of which not every schedule was searched.</param>
internal sealed record PartDrawnJson(string Revision, int Drawn, long Steps, int Cut, string? Refusal, IReadOnlyList<PartDrawnFindingJson> Findings, long Random = 0);
