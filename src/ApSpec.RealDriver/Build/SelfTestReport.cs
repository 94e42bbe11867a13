using System.Collections.Immutable;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Build;

/// <summary>The result of a library's self-test.</summary>
/// <param name="Features">What the driver has.</param>
/// <param name="Checks">What was tried, in order.</param>
public sealed record SelfTestReport(DriverFeatures Features, ImmutableArray<SelfTestCheck> Checks)
{
    /// <summary>The report for an object for programs, which this process cannot load.</summary>
    public static readonly SelfTestReport None = new(default, []);
}
