namespace ApSpec.Cli.Parts;

/// <summary>A violation by calls at once, as found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Sign">Tells two violations of the rule apart.</param>
/// <param name="Preemptions">Preemptions of the schedule.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Trace">The trace with the schedule, line by line.</param>
internal sealed record PartDrawnFindingJson(string Rule, string Sign, int Preemptions, int Steps, string Trace);
