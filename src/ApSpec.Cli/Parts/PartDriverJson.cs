using System.Text.Json.Serialization;
using ApSpec.RealDriver;

namespace ApSpec.Cli.Parts;

/// <summary>A compiled driver of a check.</summary>
/// <param name="Sources">Hash of every compiled file of the tree.</param>
/// <param name="Version">The tree's version; only printed.</param>
/// <param name="Tools">What compiled it, and the kernel around it.</param>
internal sealed record PartDriverJson(string Sources, string Version, string Tools)
{
    /// <summary>As messages name it: <c>src-52e093c667c7 (6.12.117)</c>.</summary>
    [JsonIgnore]
    public string Name => $"src-{Sources[..Math.Min(Sources.Length, BuiltDriver.HashDigits)]} ({Version})";

    public static PartDriverJson From(BuiltDriver built) => new(built.SourceHash, built.Version, built.Tools);
}
