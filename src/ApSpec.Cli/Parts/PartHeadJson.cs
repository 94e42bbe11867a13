namespace ApSpec.Cli.Parts;

/// <summary>The first line of a part: what was checked, and how. Parts with different ranges and the rest alike belong together.</summary>
/// <param name="Part">The version of the format.</param>
/// <param name="ApSpec">The build that ran it: <see cref="PartBuild"/>.</param>
/// <param name="Seed">Seed of the first trace.</param>
/// <param name="Traces">Traces in each scope.</param>
/// <param name="Length">Operations of a trace, at most.</param>
/// <param name="States">States a proof may store.</param>
/// <param name="IsOwnScope">The user named the scope.</param>
/// <param name="Revisions">Names of the revisions; none when compiled drivers are checked.</param>
/// <param name="Drivers">The compiled drivers.</param>
/// <param name="Rules">Ids of the rules.</param>
/// <param name="Scopes">The scopes.</param>
internal sealed record PartHeadJson(
    int Part, string ApSpec, ulong Seed, int Traces, int Length, int States, bool IsOwnScope,
    IReadOnlyList<string> Revisions, IReadOnlyList<PartDriverJson> Drivers, IReadOnlyList<string> Rules, IReadOnlyList<string> Scopes)
{
    /// <summary>The version that is written and read.</summary>
    public const int Version = 2;

    /// <summary>What has to be alike in parts of one check, each with its name.</summary>
    public IEnumerable<(string Name, string Value)> Common =>
    [
        ("build", ApSpec), ("revisions", string.Join(' ', Revisions)), ("drivers", string.Join(' ', Drivers.Select(driver => driver.Name))),
        ("tools", string.Join("; ", Drivers.Select(driver => driver.Tools))), ("rules", string.Join(' ', Rules)), ("scopes", string.Join("; ", Scopes)),
        ("--scope", IsOwnScope ? "given" : "not given"), ("length", $"{Length}"), ("states", $"{States}"),
    ];
}
