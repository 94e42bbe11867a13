using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>A compiled driver on the AP bus of its own tree.</summary>
public sealed class OwnBusTests
{
    private const string Scope = "scope domains=0006,0007 features=masks,binding,hw\n";
    private const string Running = Scope + "create m0\nassign_adapter m0 05\nassign_domain m0 0006\nset_kvm m0 k0\nopen m0\n";

    // __verify_card_reservations() of these trees asks for the queues of the host's domains alone.
    [KernelTreeTheory]
    [InlineData("6.1", Running + "apmask +05\n", "-EBUSY")]
    [InlineData("6.12", Running + "apmask +05\n", "-EBUSY")]
    [InlineData("6.1", Running + "aqmask -0006\napmask +05\n", "0")]
    [InlineData("6.12", Running + "aqmask -0006\napmask +05\n", "0")]
    [InlineData("6.12", Running + "unassign_adapter m0 05\napmask +05\n", "0")]
    [InlineData("6.12", Running + "aqmask -0006\napmask +05\naqmask +0006\n", "-EBUSY")]
    public void What_a_driver_in_use_vetoes_is_for_the_trees_bus_to_say(string version, string text, string last)
    {
        using var driver = LoadedDriver.Of(version);
        var (system, result) = Run(driver, text);

        Assert.Equal(last, result);
        Assert.True(system.Faults.IsEmpty);
    }

    [KernelTreeTheory]
    [InlineData("", QueueDriver.VfioAp)]
    [InlineData("unbind 05.0006\n", QueueDriver.None)]
    [InlineData("unbind 05.0006\nbind 05.0006\n", QueueDriver.VfioAp)]
    [InlineData("apmask +05\n", QueueDriver.Host)]
    [InlineData("aqmask -0006\napmask +05\n", QueueDriver.VfioAp)]
    [InlineData("apmask +05\naqmask -0006\n", QueueDriver.VfioAp)]
    [InlineData("apmask +05\nunbind 05.0006\nbind 05.0006\n", QueueDriver.Host)]
    [InlineData("host_config -05\n", QueueDriver.None)]
    [InlineData("host_config -0006\n", QueueDriver.None)]
    [InlineData("host_config -05\nhost_config +05\n", QueueDriver.VfioAp)]
    [InlineData("apmask +05\nhost_config -05\nhost_config +05\n", QueueDriver.Host)]
    public void Which_driver_has_a_queue_is_asked_of_the_bus(string operations, QueueDriver expected)
    {
        using var driver = LoadedDriver.Of("6.12");
        var (system, last) = Run(driver, Scope + "create m0\n" + operations);

        Assert.Equal("0", last);
        Assert.Equal(expected, system.Observe().DriverOf(0));
    }

    // The bus reads the flags of a driver that is not there: zeroes, on s390.
    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_queue_without_a_driver_that_becomes_the_hosts_is_given_to_the_host(string version)
    {
        using var driver = LoadedDriver.Of(version);
        var (system, last) = Run(driver, Scope + "unbind 05.0006\napmask +05\n");

        Assert.Equal("0", last);
        Assert.Empty(system.Faults.ToArray());
        Assert.Equal(QueueDriver.Host, system.Observe().DriverOf(0));
    }

    [KernelTreeFact]
    public void A_tree_without_one_of_the_bus_files_gets_the_assumed_bus()
    {
        using var bus = new AssumedBus();
        var features = bus.Driver.Library.Features;
        using var own = LoadedDriver.Of("6.12");

        Assert.False(features.HasFlag(DriverFeatures.OwnBus));
        Assert.Equal(features | DriverFeatures.OwnBus, own.Library.Features);
    }

    private static (RealDriverSystem System, string Last) Run(LoadedDriver driver, string text)
    {
        var trace = LoadedDriver.Trace(text);
        var system = new RealDriverSystem("test", driver.Library, driver.Built.Facts, trace.Scope);
        var last = "";
        foreach (var op in trace.Operations)
            last = system.Apply(op).ToString();
        return (system, last);
    }
}
