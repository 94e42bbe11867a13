namespace ApSpec.Cli.Parts;

/// <summary>A trace that ended the process of a compiled driver; the seed draws the trace again.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Length">Operations up to the one that ended it; 0 when the driver could not be loaded.</param>
/// <param name="Cause">How the process ended.</param>
/// <param name="IsHang">It hung and was killed.</param>
/// <param name="IsRepeatable">It ended again with the same seed.</param>
internal sealed record PartDeathJson(string Scope, ulong Seed, int Length, string Cause, bool IsHang, bool IsRepeatable);
