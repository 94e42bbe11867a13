using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>
/// driver_override around a compiled driver, with ApSpec's bus, which obeys it: it is tried around 6.12's driver, too, which asks the bus
/// whose a queue is by the same functions as 7.2's.
/// </summary>
public sealed class OverrideTests(AssumedBus bus) : IClassFixture<AssumedBus>
{
    private const string Overridden = "scope domains=0006,0007 features=masks,binding,override,hw\ncreate m0\nassign_adapter m0 05\napmask +05\n"
        + "override 05.0006 vfio_ap\nassign_domain m0 0006\nunbind 05.0006\nbind 05.0006\nassign_domain m0 0006\n";

    [KernelTreeTheory]
    [InlineData(Overridden, "0")]
    [InlineData(Overridden + "assign_domain m0 0007\n", "-EADDRNOTAVAIL")]
    [InlineData(Overridden + "apmask -05\n", "-EINVAL")]
    [InlineData(Overridden + "unassign_domain m0 0006\noverride 05.0006 host\nassign_domain m0 0006\n", "0")]
    [InlineData(Overridden + "unassign_domain m0 0006\noverride 05.0006 none\nassign_domain m0 0006\n", "-EADDRNOTAVAIL")]
    [InlineData(Overridden + "unassign_domain m0 0006\nunbind 05.0006\nassign_domain m0 0006\n", "-EADDRNOTAVAIL")]
    [InlineData(Overridden + "unassign_domain m0 0006\nhost_config -05\nhost_config +05\nassign_domain m0 0006\n", "-EADDRNOTAVAIL")]
    public void Whose_a_queue_is_says_its_driver_by_an_override(string text, string last)
    {
        var driver = bus.Driver;
        var trace = LoadedDriver.Trace(text);
        var system = new RealDriverSystem("6.12", driver.Library, driver.Built.Facts with { HasOverride = true }, trace.Scope);

        var results = trace.Operations.Select(op => system.Apply(op).ToString()).ToArray();

        Assert.Equal(["0", "0", "0", "0", "-EADDRNOTAVAIL", "0", "0", "0"], results.Take(8));
        Assert.Equal(last, results[^1]);
    }
}
