using System.Collections.Immutable;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver;

/// <summary>A driver that was compiled from a kernel tree.</summary>
/// <param name="Tree">The tree, as the user named it.</param>
/// <param name="Version">The tree's version, as its Makefile says; printed, and what a lock step finds its model by.</param>
/// <param name="SourceHash">Of every file of the tree that was compiled, in hex.</param>
/// <param name="LibraryPath">The library.</param>
/// <param name="Features">What the tree has.</param>
/// <param name="Facts">What its VFIO and KVM core do.</param>
/// <param name="FactTexts">The same facts for people, each with where the tree shows it, or that it is assumed.</param>
/// <param name="Compiled">The C files of the driver, which were compiled as they are.</param>
public sealed record BuiltDriver(
    string Tree, string Version, string SourceHash, string LibraryPath, DriverFeatures Features, CoreFacts Facts,
    ImmutableArray<string> FactTexts, ImmutableArray<string> Compiled)
{
    /// <summary>The era whose VFIO core drives it, told by what the tree has.</summary>
    public Era Era => DriverEra.Of(Features);

    /// <summary>What the core around it has, in the notifier era.</summary>
    public CoreTraits Traits => DriverEra.TraitsOf(Features);

    /// <summary>Functions that the tree calls and nothing stands for: a trace that reaches one has no verdict.</summary>
    public ImmutableArray<MissingFunction> Missing { get; init; } = [];

    /// <summary>Checks of the self-test that ended at one of these, without a verdict.</summary>
    public ImmutableArray<SelfTestCheck> Unfinished { get; init; } = [];

    /// <summary>The C files of the kernel around it that are the tree's own, compiled as they are.</summary>
    public ImmutableArray<string> Around { get; init; } = [];

    /// <summary>Hex digits of the hash that are printed.</summary>
    public const int HashDigits = 12;

    /// <summary>What sets it apart from another driver of its version, from the path of its tree; null when nothing has to.</summary>
    public string? Mark { get; init; }

    /// <summary>What of its self-test failed, by the driver's doing or the library's; empty when all passed.</summary>
    public ImmutableArray<SelfTestCheck> Failures { get; init; } = [];

    /// <summary>What reports print: <c>linux-6.12.117</c>, and <c>linux-6.12.117@after</c> beside another of that version.</summary>
    public string Name => Mark is null ? $"linux-{Version}" : $"linux-{Version}@{Mark}";

    /// <summary>What the <c>expect</c> lines of a trace file call it: the same sources, the same name.</summary>
    public string ExpectationName => $"src-{SourceHash[..HashDigits]}";

    /// <summary>
    /// The same drivers, each with a name of its own: those of one version are marked by the end of their trees' paths, as much of it as
    /// sets them apart.
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
