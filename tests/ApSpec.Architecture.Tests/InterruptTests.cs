namespace ApSpec.Architecture.Tests;

public sealed class InterruptTests
{
    [Fact]
    public void Enable_answers_00_and_i_is_1_a_tick_later()
    {
        var bench = new Bench();
        Assert.Equal(ResponseCode.Normal, bench.Enable(isc: 3, nib: 0x12).ResponseCode);
        Assert.False(bench.Tapq().IrqEnabled);
        Assert.Equal(QueueEvents.IrqEnabled, bench.Tick());
        Assert.True(bench.Tapq().IrqEnabled);
        Assert.Equal((3, 0x12u, ApOwner.Guest(0)), (bench.Queue.IrqIsc, bench.Queue.IrqNib, bench.Queue.IrqOwner));
    }

    [Fact]
    public void Enable_with_a_bad_indicator_answers_06_and_changes_nothing()
    {
        var bench = new Bench();
        var before = bench.Queue;
        Assert.Equal(ResponseCode.InvalidAddress, bench.Enable(nib: 0).ResponseCode);
        Assert.Equal(before, bench.Queue);
    }

    [Fact]
    public void Enable_with_a_bad_gisa_answers_08_and_changes_nothing()
    {
        var bench = new Bench();
        var before = bench.Queue;
        var request = AqicRequest.Enable(3, 0x12, ApOwner.Guest(0)) with { Gisa = GisaCheck.Invalid };
        Assert.Equal(ResponseCode.InvalidGisa, QueueMachine.Aqic(ref bench.Queue, bench.Facts, request).ResponseCode);
        Assert.Equal(before, bench.Queue);
    }

    [Fact]
    public void Disable_when_disabled_answers_07() =>
        Assert.Equal(ResponseCode.OtherwiseChanged, new Bench().Disable().ResponseCode);

    [Fact]
    public void Enable_when_enabled_answers_07_and_keeps_the_old_parameters()
    {
        var bench = new Bench();
        bench.Enable(isc: 3, nib: 0x12);
        bench.Tick();
        Assert.Equal(0x8107_0000u, bench.Enable(isc: 4, nib: 0x34).ToWord());
        Assert.Equal((3, 0x12u), (bench.Queue.IrqIsc, bench.Queue.IrqNib));
    }

    [Fact]
    public void Disable_when_enabled_answers_00_and_i_is_0_a_tick_later()
    {
        var bench = new Bench();
        bench.Enable();
        bench.Tick();
        Assert.Equal(ResponseCode.Normal, bench.Disable().ResponseCode);
        Assert.True(bench.Tapq().IrqEnabled);
        Assert.Equal(QueueEvents.IrqDisabled, bench.Tick());
        Assert.False(bench.Tapq().IrqEnabled);
        Assert.Equal((0u, ApOwner.None), (bench.Queue.IrqNib, bench.Queue.IrqOwner));
    }

    [Theory]
    [InlineData(ResponseCode.OtherwiseChanged)]
    [InlineData(ResponseCode.Busy)]
    public void A_request_during_a_change_answers_what_the_parameter_says(ResponseCode code)
    {
        var bench = new Bench(parameters: ModelParameters.Default with { AqicWhileChanging = code });
        bench.Enable();
        var enabling = bench.Queue;
        Assert.Equal(code, bench.Enable().ResponseCode);
        Assert.Equal(code, bench.Disable().ResponseCode);
        Assert.Equal(enabling, bench.Queue);
        bench.Tick();
        bench.Disable();
        Assert.Equal(code, bench.Enable().ResponseCode);
        Assert.Equal(IrqState.Disabling, bench.Queue.Irq);
    }

    [Fact]
    public void A_reply_interrupts_while_i_is_1_and_not_before()
    {
        var bench = new Bench();
        for (var psmid = 1UL; psmid <= 3; psmid++)
            bench.Nqap(psmid);
        bench.Enable();
        Assert.Equal(QueueEvents.Replied, bench.Process());
        bench.Tick();
        Assert.Equal(QueueEvents.Replied | QueueEvents.Interrupted, bench.Process());
        bench.Disable();
        Assert.Equal(QueueEvents.Replied | QueueEvents.Interrupted, bench.Process());
    }

    [Fact]
    public void An_interrupt_change_takes_the_queue_s_own_duration_when_it_has_one()
    {
        var bench = new Bench();
        bench.Queue.IrqTakes = 2;
        bench.Enable();
        Assert.Equal(QueueEvents.None, bench.Tick());
        Assert.Equal(QueueEvents.IrqEnabled, bench.Tick());
    }
}
