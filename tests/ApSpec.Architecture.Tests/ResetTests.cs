namespace ApSpec.Architecture.Tests;

public sealed class ResetTests
{
    [Theory]
    [InlineData(ApFunction.Rapq)]
    [InlineData(ApFunction.Zapq)]
    public void A_reset_is_started_with_00_shows_02_and_is_done_a_tick_later(ApFunction reset)
    {
        var bench = new Bench();
        Assert.Equal(ResponseCode.Normal, bench.Issue(reset).ResponseCode);
        Assert.Equal(ResponseCode.ResetInProgress, bench.Tapq().ResponseCode);
        Assert.Equal(QueueEvents.ResetCompleted, bench.Tick());
        Assert.Equal(ResponseCode.Normal, bench.Tapq().ResponseCode);
    }

    [Fact]
    public void Zapq_while_a_reset_runs_answers_02_and_is_not_accepted()
    {
        var bench = new Bench();
        bench.Nqap();
        bench.Rapq();
        Assert.Equal(ResponseCode.ResetInProgress, bench.Zapq().ResponseCode);
        Assert.Equal(ResetKind.Rapq, bench.Queue.Reset);
        bench.Tick();
        Assert.Equal(ApOwner.Guest(0), bench.Queue.Residue);
    }

    [Theory]
    [InlineData(ApFunction.Rapq)]
    [InlineData(ApFunction.Zapq)]
    public void A_completed_reset_leaves_an_empty_queue_without_interrupts(ApFunction reset)
    {
        var bench = new Bench(depth: 2);
        bench.Enable();
        bench.Tick();
        bench.Nqap(1);
        bench.Nqap(2);
        bench.Process();
        Assert.Equal("rc=00 R F I", bench.Tapq().ToString());
        bench.Issue(reset);
        bench.Tick();
        Assert.Equal("rc=00 E", bench.Tapq().ToString());
        Assert.Equal(
            (IrqState.Disabled, 0u, ApOwner.None),
            (bench.Queue.Irq, bench.Queue.IrqNib, bench.Queue.IrqOwner));
    }

    [Fact]
    public void Zapq_zeroizes_and_rapq_does_not()
    {
        var bench = new Bench();
        bench.Nqap(guest: 1);
        bench.Rapq();
        bench.Tick();
        Assert.Equal(ApOwner.Guest(1), bench.Queue.Residue);
        bench.Zapq();
        Assert.Equal(ApOwner.Guest(1), bench.Queue.Residue);
        bench.Tick();
        Assert.Equal(ApOwner.None, bench.Queue.Residue);
    }

    [Fact]
    public void A_reset_takes_the_queue_s_own_duration_when_it_has_one()
    {
        var bench = new Bench();
        bench.Queue.ResetTakes = 3;
        bench.Zapq();
        Assert.Equal(QueueEvents.None, bench.Tick());
        Assert.Equal(QueueEvents.None, bench.Tick());
        Assert.Equal(ResponseCode.ResetInProgress, bench.Tapq().ResponseCode);
        Assert.Equal(QueueEvents.ResetCompleted, bench.Tick());
    }

    [Fact]
    public void A_reset_that_takes_forever_never_completes()
    {
        var bench = new Bench();
        bench.Queue.ResetTakes = QueueState.Forever;
        bench.Zapq();
        for (var tick = 0; tick < 1000; tick++)
            Assert.Equal(QueueEvents.None, bench.Tick());
        Assert.Equal(ResponseCode.ResetInProgress, bench.Tapq().ResponseCode);
        Assert.Equal(0, QueueMachine.TicksToNextEvent(bench.Queue));
    }

    [Fact]
    public void While_a_reset_runs_every_function_answers_02_and_changes_nothing()
    {
        foreach (var function in Bench.QueueFunctions)
        {
            var bench = new Bench();
            bench.Zapq();
            var before = bench.Queue;
            Assert.Equal(ResponseCode.ResetInProgress, bench.Issue(function).ResponseCode);
            Assert.Equal(before, bench.Queue);
        }
    }

    [Theory]
    [InlineData(ResponseCode.Checkstopped)]
    [InlineData(ResponseCode.Busy)]
    [InlineData(ResponseCode.StateChangeInProgress)]
    [InlineData(ResponseCode.NotBound)]
    public void A_reset_that_answers_other_than_00_02_03_has_no_other_bit(ResponseCode code)
    {
        var bench = new Bench();
        QueueMachine.AnswerAhead(ref bench.Queue, ApFunction.Zapq, code, 1);
        Assert.Equal((uint)code << 16, bench.Zapq().ToWord());
    }

    [Theory]
    [InlineData(ResponseCode.ResetInProgress)]
    [InlineData(ResponseCode.Deconfigured)]
    public void A_reset_that_answers_02_or_03_has_the_other_bits(ResponseCode code)
    {
        var bench = new Bench();
        QueueMachine.AnswerAhead(ref bench.Queue, ApFunction.Zapq, code, 1);
        Assert.True(bench.Zapq().Empty);
    }

    [Fact]
    public void A_reset_that_completes_takes_a_pending_interrupt_change_with_it()
    {
        var bench = new Bench();
        bench.Queue.IrqTakes = 5;
        bench.Enable();
        bench.Zapq();
        bench.Tick();
        for (var tick = 0; tick < 10; tick++)
            Assert.Equal(QueueEvents.None, bench.Tick());
        Assert.False(bench.Tapq().IrqEnabled);
    }

    [Fact]
    public void The_next_event_is_the_nearest_one()
    {
        var bench = new Bench();
        Assert.Equal(0, QueueMachine.TicksToNextEvent(bench.Queue));
        bench.Queue.IrqTakes = 4;
        bench.Enable();
        Assert.Equal(4, QueueMachine.TicksToNextEvent(bench.Queue));
        bench.Queue.ResetTakes = 3;
        bench.Zapq();
        Assert.Equal(3, QueueMachine.TicksToNextEvent(bench.Queue));
        QueueMachine.AnswerAhead(ref bench.Queue, ApFunction.Tapq, ResponseCode.Busy, 2);
        Assert.Equal(2, QueueMachine.TicksToNextEvent(bench.Queue));
    }
}
