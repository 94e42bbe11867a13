using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Report;

namespace ApSpec.RealDriver.Tests;

/// <summary>What reports call a driver: two trees of one version are the everyday case, before and after a patch.</summary>
public sealed class BuiltDriverTests
{
    [Theory]
    [InlineData("linux-6.12.1", "/src/linux", "6.12.1")]
    [InlineData("linux-6.12.1 linux-6.1.9", "/src/linux", "6.12.1", "/src/old", "6.1.9")]
    [InlineData("linux-6.12.1@before linux-6.12.1@after", "/src/before", "6.12.1", "/src/after/", "6.12.1")]
    [InlineData("linux-6.12.1@a/linux linux-6.12.1@b/linux linux-6.1.9", "/a/linux", "6.12.1", "/b/linux", "6.12.1", "/c/linux", "6.1.9")]
    [InlineData("linux-6.12.1@a/linux linux-6.12.1@linux", "/a/linux", "6.12.1", "/linux", "6.12.1")]
    [InlineData("linux-6.12.1 linux-6.12.1", "/src/linux", "6.12.1", "/src/linux/", "6.12.1")]
    public void Trees_of_one_version_are_told_apart_by_the_ends_of_their_paths(string names, params string[] treesAndVersions) =>
        Assert.Equal(names, string.Join(' ', BuiltDriver.ToldApart([.. treesAndVersions.Chunk(2).Select(pair => Driver(pair[0], pair[1]))])
            .Select(driver => driver.Name)));

    [Fact]
    public void A_comparison_says_what_was_probed_of_both_and_of_one_alone()
    {
        var a = Driver("/a", "6.1.9", "holds a guest (probed)", "gives groups back (assumed)");
        var b = Driver("/b", "6.12.1", "holds none (probed)", "gives groups back (assumed)");

        Assert.Equal(
            """
            what was compared
              drivers     linux-6.1.9: src-000000000000, /a
                          linux-6.12.1: src-000000000000, /b
              around it   linux-6.1.9: holds a guest (probed)
                          gives groups back (assumed)
                          linux-6.12.1: holds none (probed)
              left out    what only one of them has, or the core decides: set_irq

            """,
            DriverGroundsText.Compared(a, b, ["set_irq"]));
    }

    private static BuiltDriver Driver(string tree, string version, params string[] facts) =>
        new(tree, version, new string('0', 64), "lib", DriverFeatures.None, new CoreFacts(HoldsGuest: true, ReleasesGroups: true, LocksGroup: true, AsksForAny: true, HasOverride: true), [.. facts], []);
}
