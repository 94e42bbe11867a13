namespace ApSpec.Kernel.Tests;

/// <summary>The AP bus counts queues with a driver_override, and refuses writes of apmask and aqmask as long as there are any.</summary>
public sealed class OverrideCountTests
{
    // All of apmask is the host's, which is the default: only then can an override be written.
    private const string Default = "apmask +05;";

    [Theory]
    [InlineData("apmask -05", "0")]
    [InlineData("override 05.0006 host", "0")]
    [InlineData("override 05.0006 host;apmask -05", "-EINVAL")]
    [InlineData("override 05.0006 host;aqmask -0006", "-EINVAL")]
    [InlineData("override 05.0006 host;override 05.0006 none;apmask -05", "0")]
    [InlineData("override 05.0006 host;override 05.0007 vfio_ap;override 05.0006 none;apmask -05", "-EINVAL")]
    [InlineData("override 05.0006 host;override 05.0007 vfio_ap;override 05.0006 none;override 05.0007 none;apmask -05", "0")]
    public void Masks_can_be_written_while_no_queue_has_an_override(string operations, string result) =>
        Assert.Equal(result, With(Bench.Newest).Do(Default + operations));

    [Fact]
    public void A_queue_that_leaves_the_host_loses_its_override_and_is_counted_for_ever()
    {
        var bench = With(Bench.Newest);

        bench.Do(Default + "override 05.0006 host;host_config -05;host_config +05");
        Assert.Equal(0u, bench.Ledger[bench.Ledger.Layout.Queues[0].Override]);
        Assert.Equal("-EINVAL", bench.Do("apmask -05"));
        Assert.Equal("skipped", bench.Do("override 05.0006 none")); // there is nothing to take back
    }

    [Fact]
    public void A_queue_that_leaves_the_host_without_an_override_is_not_counted()
    {
        var bench = With(Bench.Newest);

        Assert.Equal("0", bench.Do(Default + "override 05.0006 host;override 05.0006 none;host_config -05;host_config +05;apmask -05"));
    }

    [Fact]
    public void An_override_is_refused_while_masks_are_not_the_default()
    {
        var bench = With(Bench.Newest);

        Assert.Equal("-EINVAL", bench.Do("override 05.0006 host"));
        Assert.Equal("0", bench.Do(Default + "override 05.0006 host"));
    }

    [Fact]
    public void A_kernel_without_the_attribute_has_no_such_operation() =>
        Assert.Equal("skipped", With(Bench.Newest with { HasOverride = false }).Do("override 05.0006 host"));

    private static Bench With(OpenDeviceFacts facts)
    {
        var world = Bench.OpenDeviceWorld("features=masks,binding,override,hw", "0006,0007");
        return new Bench(world, new OpenDeviceStub(world, facts).Enter());
    }
}
