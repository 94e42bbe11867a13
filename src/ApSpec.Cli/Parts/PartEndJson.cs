namespace ApSpec.Cli.Parts;

/// <summary>The last line of a part; a file without it is cut short.</summary>
/// <param name="End">Lines before it.</param>
internal sealed record PartEndJson(int End);
