using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Build;

/// <summary>What a driver library was built from, and the results of probes and self-test.</summary>
public sealed record DriverManifest
{
    /// <summary>The version of this record; part of the key of a build.</summary>
    public const int FormatNow = 5;

    /// <summary>The version that was written.</summary>
    public int Format { get; init; } = FormatNow;

    /// <summary>What the tree's top Makefile says; null when it says nothing. Only printed.</summary>
    public string? Version { get; init; }

    /// <summary>Hash of paths and contents of the tree's compiled files: names the driver.</summary>
    public required string SourcesHash { get; init; }

    /// <summary>The driver's own C files among them.</summary>
    public required ImmutableArray<string> Objects { get; init; }

    /// <summary>The tree's compiled files.</summary>
    public required ImmutableArray<TreeFile> Files { get; init; }

    /// <summary>C files that the kernel's configuration may add to the module; they are not in the library.</summary>
    public required ImmutableArray<string> NotCompiled { get; init; }

    /// <summary>Hash of the shim's files.</summary>
    public required string ShimHash { get; init; }

    /// <summary>What the library is for.</summary>
    public required Flavour Flavour { get; init; }

    /// <summary>First line of <c>gcc --version</c>, and the machine it compiles for.</summary>
    public required string Compiler { get; init; }

    /// <summary>What the probes found.</summary>
    public required ImmutableArray<ProbeResult> Probes { get; init; }

    /// <summary>Functions that the tree calls and that have no fake; stubs in the library.</summary>
    public required ImmutableArray<MissingFunction> Missing { get; init; }

    /// <summary>What the driver has, as the library says.</summary>
    public required DriverFeatures Features { get; init; }

    /// <summary>What the tree's VFIO and KVM core do.</summary>
    public required ImmutableArray<CoreFact> Core { get; init; }

    /// <summary>Which parts of the kernel around the driver are the tree's own.</summary>
    public required ImmutableArray<SubsystemState> Subsystems { get; init; }

    /// <summary>Which functions of KVM are the tree's own.</summary>
    public required ImmutableArray<KvmFunctionState> Kvm { get; init; }

    /// <summary>What the library's first run found.</summary>
    public required ImmutableArray<SelfTestCheck> SelfTest { get; init; }

    /// <summary>Hash of the library.</summary>
    public required string LibraryHash { get; init; }

    /// <summary>The first digits of <see cref="SourcesHash"/>, as reports print them.</summary>
    [JsonIgnore]
    public string ShortHash => SourcesHash[..12];

    /// <summary>The kernel around the driver, in words; facts are left out for parts that are the tree's own.</summary>
    [JsonIgnore]
    public ImmutableArray<string> CoreTexts =>
    [
        .. Subsystems.Select(state => state.ToText()),
        .. Core.Where(fact => !Subsystems.Any(state => state.IsOwn && state.Title == CoreProbes.SubsystemOf(fact.Question).Title)).Select(fact => fact.ToText()),
        .. KvmFunctionState.TextsOf(Kvm),
    ];

    /// <summary>The answers about the core in the form that a system uses.</summary>
    [JsonIgnore]
    public CoreFacts CoreFacts => CoreProbes.FactsOf(Core);
}
