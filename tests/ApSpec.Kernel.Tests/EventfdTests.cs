using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>References on eventfds, and their signals.</summary>
public sealed class EventfdTests
{
    private readonly Bench bench;

    public EventfdTests()
    {
        var world = Bench.OpenDeviceWorld("features=eventfds,locks");
        bench = new Bench(world, new OpenDeviceStub(world, Bench.Newest).Enter());
        bench.Do("create m0;create m1;open m0;open m1");
    }

    [Fact]
    public void Each_index_has_a_count_of_its_own()
    {
        bench.Do("set_irq m0 req on;set_irq m0 req on;set_irq m0 cfg on");

        Assert.Equal((2u, 1u), References(0));
        Assert.Equal((0u, 0u), References(1));
        Assert.Equal("", bench.Faults);
    }

    [Fact]
    public void A_reference_that_is_dropped_is_one_that_was_taken()
    {
        bench.Do("set_irq m0 req on;set_irq m0 req off");

        Assert.Equal((0u, 0u), References(0));
        Assert.Equal("", bench.Faults);
    }

    [Fact]
    public void A_reference_too_many_is_reported_and_counts_no_further()
    {
        Assert.Equal("0", bench.Do("set_irq m0 cfg off"));

        Assert.Equal("RefUnderflow eventfd", bench.Faults);
        Assert.Equal((0u, 0u), References(0));
    }

    [Fact]
    public void A_signal_is_noted_with_mdev_and_index()
    {
        bench.Do("set_irq m1 cfg on");

        var signal = Assert.Single(bench.World.Log.Moments.ToArray());
        Assert.Equal((MomentKind.Signal, (ushort)1, EventfdIndex.Cfg), (signal.Kind, signal.Subject, signal.Eventfd));
        Assert.False(signal.Holds(LockClass.Mdevs));
    }

    [Fact]
    public void A_new_mdev_has_none_of_the_references_of_the_one_before_it()
    {
        bench.Do("set_irq m0 req on;release m0");
        Assert.Equal((1u, 0u), References(0));

        bench.Do("remove m0;create m0");
        Assert.Equal((0u, 0u), References(0));
    }

    private (uint Req, uint Cfg) References(int m)
    {
        var ledger = bench.Ledger;
        var fields = ledger.Layout.Mdevs[m];
        return (ledger[fields.ReqRefs], ledger[fields.CfgRefs]);
    }
}
