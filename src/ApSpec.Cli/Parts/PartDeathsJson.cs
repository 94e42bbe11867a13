namespace ApSpec.Cli.Parts;

/// <summary>The first line on a compiled driver in a part: traces that ended its process.</summary>
/// <param name="Revision">The driver.</param>
/// <param name="Deaths">The traces, in the order of scopes and seeds.</param>
internal sealed record PartDeathsJson(string Revision, IReadOnlyList<PartDeathJson> Deaths);
