namespace ApSpec.Architecture.Tests;

public sealed class QueueConditionTests
{
    [Theory]
    [InlineData(false, false, false, false, ResponseCode.Normal)]
    [InlineData(true, true, true, true, ResponseCode.Deconfigured)]
    [InlineData(false, true, true, true, ResponseCode.Checkstopped)]
    [InlineData(false, false, true, true, ResponseCode.ResetInProgress)]
    [InlineData(false, false, false, true, ResponseCode.Busy)]
    public void The_default_order_is_03_04_02_05(
        bool deconfigured, bool stopped, bool resets, bool busy, ResponseCode code)
    {
        var bench = new Bench();
        bench.Queue.Configured = !deconfigured;
        bench.Queue.Checkstopped = stopped;
        bench.Queue.Reset = resets ? ResetKind.Rapq : ResetKind.None;
        bench.Queue.Busy = busy;
        Assert.Equal(code, bench.Tapq().ResponseCode);
    }

    [Fact]
    public void In_every_order_the_first_code_that_applies_wins()
    {
        foreach (var order in Permutations([
            ResponseCode.Deconfigured, ResponseCode.Checkstopped, ResponseCode.AssociationSecretNotUnique,
            ResponseCode.ResetInProgress, ResponseCode.Busy]))
        {
            var bench = new Bench(parameters: ModelParameters.Default with { ResponseOrder = ResponseOrder.Of(order) });
            for (var set = 0; set < 32; set++)
            {
                bench.Queue.Configured = (set & 1) == 0;
                bench.Queue.Checkstopped = (set & 2) != 0;
                bench.Queue.AsyncError = (set & 4) != 0 ? AsyncError.AssociationFailed : AsyncError.None;
                bench.Queue.Reset = (set & 8) != 0 ? ResetKind.Zapq : ResetKind.None;
                bench.Queue.Busy = (set & 16) != 0;
                var expected = order.FirstOrDefault(code => (set & BitOf(code)) != 0, ResponseCode.Normal);
                if (expected == ResponseCode.AssociationSecretNotUnique)
                    expected = ResponseCode.AssociationFailed;
                Assert.Equal(expected, bench.Tapq().ResponseCode);
            }
        }
    }

    [Fact]
    public void An_order_that_is_no_permutation_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ResponseOrder.Of(ResponseCode.Busy));
        Assert.Throws<ArgumentException>(() => ResponseOrder.Of(
            ResponseCode.Busy, ResponseCode.Busy, ResponseCode.Deconfigured, ResponseCode.Checkstopped,
            ResponseCode.ResetInProgress));
    }

    [Theory]
    [InlineData(ResponseCode.Deconfigured)]
    [InlineData(ResponseCode.Checkstopped)]
    [InlineData(ResponseCode.Busy)]
    public void A_condition_stops_every_function_and_changes_nothing(ResponseCode code)
    {
        foreach (var function in Bench.QueueFunctions)
        {
            var bench = new Bench();
            bench.Queue.Configured = code != ResponseCode.Deconfigured;
            bench.Queue.Checkstopped = code == ResponseCode.Checkstopped;
            bench.Queue.Busy = code == ResponseCode.Busy;
            var before = bench.Queue;
            Assert.Equal(code, bench.Issue(function).ResponseCode);
            Assert.Equal(before, bench.Queue);
        }
    }

    [Fact]
    public void Deconfiguring_resets_the_queue_and_configuring_finds_it_so()
    {
        var bench = new Bench();
        bench.Enable();
        bench.Nqap();
        bench.Zapq();
        bench.Deconfigure();
        Assert.Equal("rc=03 E", bench.Tapq().ToString());
        QueueMachine.Configure(ref bench.Queue);
        Assert.Equal(QueueState.Initial(bench.Facts), bench.Queue);
    }

    [Fact]
    public void A_checkstop_keeps_the_content_and_stops_the_clock_by_default()
    {
        var bench = new Bench();
        bench.Nqap();
        bench.Zapq();
        QueueMachine.Checkstop(ref bench.Queue);
        Assert.Equal(QueueEvents.None, bench.Tick());
        Assert.Equal(QueueEvents.None, bench.Process());
        Assert.Equal(ResponseCode.Checkstopped, bench.Tapq().ResponseCode);
        QueueMachine.Recover(ref bench.Queue, bench.Facts);
        Assert.Equal(ResponseCode.ResetInProgress, bench.Tapq().ResponseCode);
        Assert.Equal(QueueEvents.ResetCompleted, bench.Tick());
    }

    [Fact]
    public void A_checkstop_recovery_can_reset_the_queue()
    {
        var bench = new Bench(
            parameters: ModelParameters.Default with { CheckstopRecovery = CheckstopRecovery.ResetsQueues });
        bench.Nqap();
        QueueMachine.Checkstop(ref bench.Queue);
        QueueMachine.Recover(ref bench.Queue, bench.Facts);
        Assert.Equal(QueueState.Initial(bench.Facts), bench.Queue);
    }

    [Fact]
    public void An_answer_set_ahead_is_given_for_its_ticks_and_the_function_does_nothing()
    {
        var bench = new Bench();
        QueueMachine.AnswerAhead(ref bench.Queue, ApFunction.Zapq, ResponseCode.ResetInProgress, 3);
        for (var tick = 0; tick < 3; tick++)
        {
            Assert.Equal(ResponseCode.ResetInProgress, bench.Zapq().ResponseCode);
            Assert.Equal(ResponseCode.Normal, bench.Tapq().ResponseCode);
            Assert.Equal(tick == 2 ? QueueEvents.AnswerExpired : QueueEvents.None, bench.Tick());
        }

        Assert.Equal(QueueState.Initial(bench.Facts), bench.Queue);
        Assert.Equal(ResponseCode.Normal, bench.Zapq().ResponseCode);
    }

    [Fact]
    public void An_answer_set_ahead_for_always_stays_for_every_function()
    {
        foreach (var function in Bench.QueueFunctions)
        {
            var bench = new Bench();
            QueueMachine.AnswerAhead(ref bench.Queue, function, ResponseCode.Busy, QueueState.Forever);
            for (var tick = 0; tick < 300; tick++)
                bench.Tick();
            Assert.Equal(ResponseCode.Busy, bench.Issue(function).ResponseCode);
            QueueMachine.AnswerAhead(ref bench.Queue, function, ResponseCode.Normal, 1);
            Assert.Equal(QueueState.Initial(bench.Facts), bench.Queue);
        }
    }

    private static int BitOf(ResponseCode code) => code switch
    {
        ResponseCode.Deconfigured => 1,
        ResponseCode.Checkstopped => 2,
        ResponseCode.AssociationSecretNotUnique => 4,
        ResponseCode.ResetInProgress => 8,
        _ => 16,
    };

    private static IEnumerable<ResponseCode[]> Permutations(ResponseCode[] codes) => codes.Length == 1
        ? [codes]
        : codes.SelectMany(head => Permutations([.. codes.Where(c => c != head)])
            .Select(tail => (ResponseCode[])[head, .. tail]));
}
