using ApSpec.Check;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests;

/// <summary>Which fields of the ledger two drivers are compared in.</summary>
public sealed class DriverDifferenceTests
{
    private const DriverFeatures Both = DriverFeatures.RequestIrq | DriverFeatures.QueueTable;
    private static readonly Scope All = ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=all", out _)!;

    [Theory]
    [InlineData("req_refs", true, false)]
    [InlineData("cfg_refs", false, true)] // the second alone has it
    [InlineData("table", true, false)]
    [InlineData("shadow.apm", false, false)] // neither has it
    [InlineData("core_refs", false, false)] // the core's, not the drivers'
    [InlineData("matrix.apm", true, false)]
    public void A_field_is_compared_when_both_have_it_and_named_when_one_has(string name, bool isCompared, bool isOfOne)
    {
        var difference = new DriverDifference(Driver(Both), Driver(Both | DriverFeatures.ConfigIrq));
        var field = new DriverSubject(Driver(Both)).FieldsOf(All).First(field => field.Name == name);

        Assert.Equal((isCompared, isOfOne), (difference.IsCompared(field), difference.IsOfOne(field)));
    }

    private static BuiltDriver Driver(DriverFeatures features) => new("/src", "6.12.1", new string('0', 64), "/none.so", features,
        new CoreFacts(HoldsGuest: true, ReleasesGroups: true, LocksGroup: true, AsksForAny: true, HasOverride: true), [], []);
}
