using System.Collections.Immutable;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver;

/// <summary>A driver that was compiled from a kernel tree.</summary>
/// <param name="Tree">The tree, as the user named it.</param>
/// <param name="Version">The tree's version, as its Makefile says; printed, never decided upon.</param>
/// <param name="SourceHash">Of every file of the tree that was compiled, in hex.</param>
/// <param name="LibraryPath">The library.</param>
/// <param name="Features">What the tree has.</param>
/// <param name="Facts">What its VFIO and KVM core do.</param>
/// <param name="FactTexts">The same facts for people, each with where the tree shows it, or that it is assumed.</param>
/// <param name="Compiled">The C files of the tree that were compiled, as they are.</param>
public sealed record BuiltDriver(
    string Tree, string Version, string SourceHash, string LibraryPath, DriverFeatures Features, CoreFacts Facts,
    ImmutableArray<string> FactTexts, ImmutableArray<string> Compiled)
{
    /// <summary>Hex digits of the hash that are printed.</summary>
    public const int HashDigits = 12;

    /// <summary>What reports print: <c>linux-6.12.117</c>.</summary>
    public string Name => $"linux-{Version}";

    /// <summary>What the <c>expect</c> lines of a trace file call it: the same sources, the same name.</summary>
    public string ExpectationName => $"src-{SourceHash[..HashDigits]}";
}
