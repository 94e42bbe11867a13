namespace ApSpec.Drivers.Tests;

/// <summary>driver_override of queues as 7.2's AP bus has it, and that no kernel before has it.</summary>
public sealed class OverrideTests
{
    private const string Scope = "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,binding,override,hw";
    private const string Assign = ";create m0;assign_adapter m0 05;assign_domain m0 0006";
    private const string ForVfioAp = "apmask +05;override 05.0006 vfio_ap;unbind 05.0006;bind 05.0006";

    [Theory]
    [InlineData("override 05.0006 vfio_ap", "-EINVAL")]
    [InlineData("apmask +05;override 05.0006 vfio_ap", "0")]
    [InlineData("apmask +05;aqmask -0007;override 05.0006 vfio_ap", "-EINVAL")]
    [InlineData("apmask +05;override 05.0006 vfio_ap;apmask -05", "-EINVAL")]
    [InlineData("apmask +05;override 05.0006 vfio_ap;aqmask -0006", "-EINVAL")]
    [InlineData("apmask +05;override 05.0006 host;override 05.0007 host;override 05.0006 none;apmask -05", "-EINVAL")]
    [InlineData("apmask +05;override 05.0006 host;override 05.0006 none;apmask -05", "0")]
    public void Masks_that_are_not_the_default_and_an_override_exclude_each_other(string operations, string result) =>
        Assert.Equal(result, ResultOf(operations));

    [Theory]
    [InlineData(ForVfioAp + Assign, "0")]
    [InlineData("apmask +05;override 05.0006 vfio_ap" + Assign, "-EADDRNOTAVAIL")] // the host's driver has it still
    [InlineData("apmask +05;override 05.0006 vfio_ap;unbind 05.0006" + Assign, "-EADDRNOTAVAIL")] // of no driver's: the masks say so
    [InlineData(ForVfioAp + ";override 05.0006 host" + Assign, "0")] // vfio_ap has it still
    [InlineData(ForVfioAp + ";override 05.0006 host;unbind 05.0006;bind 05.0006" + Assign, "-EADDRNOTAVAIL")]
    [InlineData(ForVfioAp + ";override 05.0006 none" + Assign, "-EADDRNOTAVAIL")]
    [InlineData(ForVfioAp + Assign + ";assign_domain m0 0007", "-EADDRNOTAVAIL")]
    public void Whose_a_queue_is_says_the_driver_that_has_it_by_an_override(string operations, string result) =>
        Assert.Equal(result, ResultOf(operations));

    [Fact]
    public void A_queue_that_leaves_the_host_takes_its_override_with_it_and_the_bus_goes_on_counting_it()
    {
        const string gone = ForVfioAp + ";host_config -05;host_config +05";

        Assert.Equal("-EADDRNOTAVAIL", ResultOf(gone + Assign));
        Assert.Equal("-EINVAL", ResultOf(gone + ";apmask -05"));
    }

    [Theory]
    [InlineData("v6.16")]
    [InlineData("6.12.117")]
    public void Kernels_before_7_2_have_none(string revision) =>
        Assert.Equal("skipped", ResultOf("apmask +05;override 05.0006 vfio_ap", revision));

    private static string ResultOf(string operations, string revision = "v7.2")
    {
        var machine = new HotPlugMachine(revision, Scope);
        machine.Do(operations);
        return machine.Result;
    }
}
