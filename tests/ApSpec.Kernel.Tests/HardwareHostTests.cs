using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>Instructions of compiled code end in the same queues as those of a modelled driver.</summary>
public sealed class HardwareHostTests
{
    private static readonly Apqn First = new(new Apid(0x05), new Apqi(0x06));

    [Theory]
    [InlineData(ApFunction.Zapq, 2u)]
    [InlineData(ApFunction.Rapq, 1u)]
    [InlineData(ApFunction.Tapq, 0u)]
    public void A_reset_starts_in_the_queue_that_was_named(ApFunction function, uint reset)
    {
        var bench = With();

        Assert.Equal(ResponseCode.Normal, Do(bench, function).ResponseCode);
        Assert.Equal((0u, reset), (Reset(bench, 0), Reset(bench, 1)));
    }

    [Fact]
    public void A_modelled_driver_sees_the_reset_that_compiled_code_began()
    {
        var bench = With();
        Do(bench, ApFunction.Zapq, queue: 0);

        Assert.Equal(ResponseCode.ResetInProgress, bench.World.Hardware.Tapq(First).GetResult().ResponseCode);
        bench.Do("advance 20ms");
        Assert.Equal(ResponseCode.Normal, bench.World.Hardware.Tapq(First).GetResult().ResponseCode);
    }

    [Fact]
    public void Interrupts_are_enabled_for_the_guest_page_and_subclass_that_were_named()
    {
        var bench = With();

        var status = bench.World.Hardware.Do(new HostInstruction(ApFunction.Aqic, 1, IsEnable: true, Isc: 3, Address: 0x14000, Guest: 1));
        bench.Do("advance 20ms");

        var fields = bench.Ledger.Layout.Queues[1];
        Assert.Equal(ResponseCode.Normal, status.ResponseCode);
        Assert.Equal((uint)IrqState.Enabled, bench.Ledger[fields.Irq]);
        Assert.Equal(2u, bench.Ledger[fields.IrqPage]); // 0x14, the second of the scope's pages
        Assert.Equal(1u, bench.Ledger[fields.IrqIsc]);
        Assert.Equal(2u, bench.Ledger[fields.IrqKvm]);
    }

    [Fact]
    public void Interrupts_are_disabled_where_compiled_code_says_so()
    {
        var bench = With();
        bench.World.Hardware.Do(new HostInstruction(ApFunction.Aqic, 1, IsEnable: true, Isc: 3, Address: 0x12000, Guest: 0));
        bench.Do("advance 20ms");

        Assert.Equal(ResponseCode.Normal, Do(bench, ApFunction.Aqic).ResponseCode);
        bench.Do("advance 20ms");
        Assert.Equal((uint)IrqState.Disabled, bench.Ledger[bench.Ledger.Layout.Queues[1].Irq]);
    }

    [Fact]
    public void A_queue_that_left_the_host_configuration_answers_01_and_stays_as_it_is()
    {
        var bench = With();
        bench.Do("host_config -0007");

        Assert.Equal(ResponseCode.NotAvailable, Do(bench, ApFunction.Zapq).ResponseCode);
        Assert.Equal(0u, Reset(bench, 1));
        Assert.Equal(ResponseCode.Normal, Do(bench, ApFunction.Zapq, queue: 0).ResponseCode);
    }

    [Fact]
    public void A_queue_that_is_not_in_play_answers_01() =>
        Assert.Equal(ResponseCode.NotAvailable, Do(With(), ApFunction.Tapq, queue: -1).ResponseCode);

    [Fact]
    public void An_instruction_that_no_driver_executes_is_a_mistake_of_ours() =>
        Assert.Throws<InvalidOperationException>(() => Do(With(), ApFunction.Nqap));

    private static ApStatus Do(Bench bench, ApFunction function, int queue = 1) =>
        bench.World.Hardware.Do(new HostInstruction(function, queue, IsEnable: false, Isc: 0, Address: 0, Guest: 0));

    private static uint Reset(Bench bench, int queue) => bench.Ledger[bench.Ledger.Layout.Queues[queue].Reset];

    private static Bench With()
    {
        var world = Bench.OpenDeviceWorld("features=masks,irq,hw", "0006,0007");
        return new Bench(world, new OpenDeviceStub(world, Bench.Newest).Enter());
    }
}
