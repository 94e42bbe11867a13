using System.Collections.Immutable;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver;

/// <summary>A driver that was compiled from a kernel tree.</summary>
/// <param name="Tree">The tree, as the user named it.</param>
/// <param name="Version">The tree's version from its Makefile; it is printed, and a lock step finds the model by it.</param>
/// <param name="SourceHash">Hash of every compiled file of the tree, in hex.</param>
/// <param name="LibraryPath">The library.</param>
/// <param name="Features">What the tree has.</param>
/// <param name="Facts">What its VFIO and KVM core do.</param>
/// <param name="FactTexts">The same facts in words, each with its place in the tree, or marked as assumed.</param>
/// <param name="Compiled">The C files of the driver, which were compiled as they are.</param>
public sealed record BuiltDriver(
    string Tree, string Version, string SourceHash, string LibraryPath, DriverFeatures Features, CoreFacts Facts,
    ImmutableArray<string> FactTexts, ImmutableArray<string> Compiled)
{
    /// <summary>The era of its VFIO core, found by probes.</summary>
    public Era Era => DriverEra.EraOf(Features);

    /// <summary>What the core around it has, in the notifier era.</summary>
    public CoreTraits Traits => DriverEra.TraitsOf(Features);

    /// <summary>What compiled it, and the kernel around it: gcc's version and machine, and the hash of the shim.</summary>
    public string Tools { get; init; } = "";

    /// <summary>Functions that the tree calls and that have no fake: a trace that reaches one has no verdict.</summary>
    public ImmutableArray<MissingFunction> Missing { get; init; } = [];

    /// <summary>Checks of the self-test that ended at one of these, without a verdict.</summary>
    public ImmutableArray<SelfTestCheck> Unfinished { get; init; } = [];

    /// <summary>The C files of the kernel around it that are the tree's own, compiled as they are.</summary>
    public ImmutableArray<string> Around { get; init; } = [];

    /// <summary>Hex digits of the hash that are printed.</summary>
    public const int HashDigits = 12;

    /// <summary>The part of its tree's path that tells it from another driver of the same version; null when not needed.</summary>
    public string? Mark { get; init; }

    /// <summary>Failed checks of its self-test, of the driver or the library; empty when all passed.</summary>
    public ImmutableArray<SelfTestCheck> Failures { get; init; } = [];

    /// <summary>What reports print: <c>linux-6.12.117</c>, and <c>linux-6.12.117@after</c> beside another of that version.</summary>
    public string Name => Mark is null ? $"linux-{Version}" : $"linux-{Version}@{Mark}";

    /// <summary>Its name in the <c>expect</c> lines of a trace file; the same sources have the same name.</summary>
    public string ExpectationName => $"src-{SourceHash[..HashDigits]}";

    /// <summary>
    /// The same drivers with unique names: drivers of one version are marked by as much of the end of their trees' paths as tells them
    /// apart.
    /// </summary>
    public static ImmutableArray<BuiltDriver> ToldApart(IReadOnlyCollection<BuiltDriver> drivers) =>
    [
        .. drivers.Select(driver =>
        {
            var path = PathOf(driver);
            var others = drivers.Where(other => other.Version == driver.Version).Select(PathOf).Where(other => !other.SequenceEqual(path)).ToArray();
            if (others.Length == 0)
                return driver;
            var parts = Enumerable.Range(1, path.Length).First(count =>
                count == path.Length || others.All(other => !other.TakeLast(count).SequenceEqual(path.TakeLast(count))));
            return driver with { Mark = string.Join('/', path.TakeLast(parts)) };
        }),
    ];

    private static string[] PathOf(BuiltDriver driver) =>
        Path.GetFullPath(driver.Tree).Split('/', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } path ? path : ["/"];
}
