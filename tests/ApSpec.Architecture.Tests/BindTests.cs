namespace ApSpec.Architecture.Tests;

public sealed class BindTests
{
    [Theory]
    [InlineData(QueueMode.Ep11, BindState.AvailableForBinding)]
    [InlineData(QueueMode.Accelerator, BindState.AvailableForBinding)]
    [InlineData(QueueMode.Cca, BindState.Unusable)]
    public void A_secure_guest_finds_its_queues_unbound_and_cca_unusable(QueueMode mode, BindState bind) =>
        Assert.Equal(bind, new Bench(mode, ExecutionKind.Secure).Queue.Bind);

    [Fact]
    public void Outside_secure_execution_a_queue_is_usable() =>
        Assert.Equal(BindState.Usable, new Bench(QueueMode.Cca).Queue.Bind);

    [Fact]
    public void An_ep11_queue_is_bound_then_associated()
    {
        var bench = new Bench(QueueMode.Ep11, ExecutionKind.Secure);
        Assert.Equal(ResponseCode.NotBound, bench.Nqap().ResponseCode);
        Assert.Equal(ResponseCode.NotBound, bench.Dqap(out _).ResponseCode);
        Assert.Equal(ResponseCode.NotBound, bench.Aapq().ResponseCode);
        Assert.Equal(ResponseCode.Normal, bench.Bapq().ResponseCode);
        Assert.Equal(BindState.UsableNoSecureKey, bench.Queue.Bind);
        Assert.Equal(ResponseCode.Normal, bench.Aapq().ResponseCode);
        Assert.Equal(BindState.UsableNoSecureKey, bench.Queue.Bind);
        Assert.Equal(ResponseCode.StateChangeInProgress, bench.Aapq().ResponseCode);
        Assert.Equal(QueueEvents.Associated, bench.Tick());
        Assert.Equal(BindState.Usable, bench.Queue.Bind);
        Assert.Equal(ResponseCode.NotAvailableForAssociation, bench.Aapq().ResponseCode);
        Assert.Equal(ResponseCode.Normal, bench.Nqap().ResponseCode);
    }

    [Theory]
    [InlineData(BindState.Usable)]
    [InlineData(BindState.UsableNoSecureKey)]
    public void A_bound_accelerator_has_the_state_of_the_parameter_and_cannot_associate(BindState after)
    {
        var bench = new Bench(
            QueueMode.Accelerator,
            ExecutionKind.Secure,
            parameters: ModelParameters.Default with { AcceleratorAfterBind = after });
        bench.Bapq();
        Assert.Equal(after, bench.Queue.Bind);
        Assert.Equal(ResponseCode.NotAvailableForAssociation, bench.Aapq().ResponseCode);
    }

    [Fact]
    public void Binding_is_refused_by_its_own_codes()
    {
        Assert.Equal(ResponseCode.BindError, new Bench(QueueMode.Cca, ExecutionKind.Secure).Bapq().ResponseCode);
        var bench = new Bench(QueueMode.Ep11, ExecutionKind.Secure);
        Assert.Equal(ResponseCode.BindLimitExceeded, bench.Bapq(BindRoom.Exhausted).ResponseCode);
        bench.Queue.Requests.Push(1);
        Assert.Equal(ResponseCode.NotEmpty, bench.Bapq().ResponseCode);
        bench.Queue.Bind = BindState.Unusable;
        Assert.Equal(ResponseCode.BoundToAnother, bench.Bapq().ResponseCode);
        Assert.Equal(ResponseCode.BoundToAnother, bench.Nqap().ResponseCode);
    }

    [Theory]
    [InlineData(ResponseCode.BindError)]
    [InlineData(ResponseCode.StateChangeInProgress)]
    public void Binding_twice_answers_what_the_parameter_says(ResponseCode code)
    {
        var parameters = ModelParameters.Default with { BapqWhenBound = code };
        var bench = new Bench(QueueMode.Ep11, ExecutionKind.Secure, parameters: parameters);
        bench.Bapq();
        Assert.Equal(code, bench.Bapq().ResponseCode);
    }

    [Fact]
    public void Association_is_refused_with_messages_or_an_unknown_secret()
    {
        var bench = new Bench(QueueMode.Ep11, ExecutionKind.Secure);
        bench.Bapq();
        Assert.Equal(ResponseCode.InvalidAssociationSecret, bench.Aapq(SecretCheck.Unknown).ResponseCode);
        bench.Nqap();
        Assert.Equal(ResponseCode.NotEmpty, bench.Aapq().ResponseCode);
    }

    [Theory]
    [InlineData(AsyncError.SecretNotUnique)]
    [InlineData(AsyncError.AssociationFailed)]
    public void A_failed_association_sticks_to_every_function_but_a_reset_and_ends_with_it(AsyncError error)
    {
        foreach (var function in Bench.QueueFunctions)
        {
            var bench = Associating();
            QueueMachine.FailAssociation(ref bench.Queue, error);
            for (var tick = 0; tick < 10; tick++)
                Assert.Equal(QueueEvents.None, bench.Tick());
            var isReset = function is ApFunction.Rapq or ApFunction.Zapq;
            var status = bench.Issue(function);
            Assert.Equal(isReset ? ResponseCode.Normal : (ResponseCode)error, status.ResponseCode);
            Assert.Equal(!isReset, status.Async);
            Assert.Equal(isReset ? ResponseCode.ResetInProgress : (ResponseCode)error, bench.Tapq().ResponseCode);
        }
    }

    [Fact]
    public void Failing_without_an_association_under_way_does_nothing()
    {
        var bench = new Bench(QueueMode.Ep11, ExecutionKind.Secure);
        QueueMachine.FailAssociation(ref bench.Queue, AsyncError.AssociationFailed);
        Assert.Equal(QueueState.Initial(bench.Facts), bench.Queue);
    }

    [Theory]
    [InlineData(ApFunction.Rapq)]
    [InlineData(ApFunction.Zapq)]
    public void A_reset_while_associating_answers_0a_by_default(ApFunction reset)
    {
        var bench = Associating();
        Assert.Equal((uint)0x0A << 16, bench.Issue(reset).ToWord());
        Assert.Equal(QueueEvents.Associated, bench.Tick());
    }

    [Fact]
    public void A_reset_while_associating_can_abandon_it()
    {
        var bench = Associating(ModelParameters.Default with { ResetWhileAssociating = ResponseCode.Normal });
        Assert.Equal(ResponseCode.Normal, bench.Zapq().ResponseCode);
        Assert.Equal(QueueEvents.ResetCompleted, bench.Tick());
        Assert.Equal(BindState.UsableNoSecureKey, bench.Queue.Bind);
    }

    [Theory]
    [InlineData(ResetFlag.KeepBinding, true, BindState.UsableNoSecureKey)]
    [InlineData(ResetFlag.KeepBinding, false, BindState.AvailableForBinding)]
    [InlineData(ResetFlag.Unbind, true, BindState.AvailableForBinding)]
    [InlineData(ResetFlag.Unbind, false, BindState.AvailableForBinding)]
    public void A_reset_loses_the_association_and_f_or_the_parameter_the_binding(
        ResetFlag flag, bool plainKeeps, BindState after)
    {
        var bench = Associating(ModelParameters.Default with { PlainResetKeepsBinding = plainKeeps });
        bench.Tick();
        Assert.Equal(BindState.Usable, bench.Queue.Bind);
        bench.Rapq(flag);
        bench.Tick();
        Assert.Equal(after, bench.Queue.Bind);
    }

    [Fact]
    public void Zapq_with_f_zeroizes_and_unbinds()
    {
        var bench = new Bench(QueueMode.Ep11, ExecutionKind.Secure);
        bench.Bapq();
        bench.Nqap(guest: 1);
        bench.Zapq(ResetFlag.Unbind);
        bench.Tick();
        Assert.Equal(QueueState.Initial(bench.Facts), bench.Queue);
    }

    [Theory]
    [InlineData(false, ResponseCode.Normal)]
    [InlineData(true, ResponseCode.NotBound)]
    public void Aqic_on_an_unbound_queue_is_a_parameter(bool needsBinding, ResponseCode code)
    {
        var bench = new Bench(
            QueueMode.Ep11,
            ExecutionKind.Secure,
            parameters: ModelParameters.Default with { AqicNeedsBinding = needsBinding });
        Assert.Equal(code, bench.Enable().ResponseCode);
    }

    private static Bench Associating(ModelParameters? parameters = null)
    {
        var bench = new Bench(QueueMode.Ep11, ExecutionKind.Secure, parameters: parameters);
        bench.Bapq();
        bench.Aapq();
        return bench;
    }
}
