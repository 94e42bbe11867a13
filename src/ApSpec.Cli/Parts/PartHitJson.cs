namespace ApSpec.Cli.Parts;

/// <summary>A violation of a random trace; the seed draws the trace again.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="IsRefused">The violating call was refused.</param>
/// <param name="Shape">Violations with different shapes may have different causes; hexadecimal, since JSON readers round large numbers.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Length">Operations up to the violation.</param>
internal sealed record PartHitJson(string Rule, bool IsRefused, string Shape, ulong Seed, int Length);
