using System.Collections.Immutable;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Build;

/// <summary>What a library says of itself when it is tried in a process of its own.</summary>
/// <param name="Features">What the driver has.</param>
/// <param name="Checks">What was tried, in order.</param>
public sealed record SelfTestReport(DriverFeatures Features, ImmutableArray<SelfTestCheck> Checks)
{
    /// <summary>Of an object for programs, which this process cannot load.</summary>
    public static readonly SelfTestReport None = new(default, []);
}
