namespace ApSpec.Architecture.Tests;

public sealed class MessageInstructionTests
{
    private static readonly Apqn Queue = new(new Apid(5), new Apqi(0x47));

    [Fact]
    public void A_request_comes_back_as_a_reply_with_its_psmid()
    {
        var machine = new BenchMachine();
        Assert.Equal(ApOutcome.Completed(ConditionCode.Zero), Nqap(machine, out _, psmid: 7));
        Process(machine);
        Assert.Equal(ApOutcome.Completed(ConditionCode.Zero), Dqap(machine, out var registers, length: 4096));
        Assert.Equal((7UL, 0UL, 3996UL), (registers.Psmid, registers.Gr2, registers.Length));
        Assert.Equal(0x2000UL + 100, registers.Address);
        Dqap(machine, out registers);
        Assert.Equal(ResponseCode.QueueFullOrNoReply, registers.Status.ResponseCode);
    }

    [Fact]
    public void A_reply_longer_than_the_buffer_stays_until_its_rest_is_fetched()
    {
        var machine = new BenchMachine();
        Nqap(machine, out _, psmid: 7);
        Process(machine);
        Dqap(machine, out var registers, length: 60);
        Assert.Equal((40UL, 0UL, 1), (registers.Gr2, registers.Length, machine.Load(Queue).Replies.Count));
        Dqap(machine, out registers, length: 60, residual: registers.Gr2);
        Assert.Equal((0UL, 20UL, 0), (registers.Gr2, registers.Length, machine.Load(Queue).Replies.Count));
    }

    [Fact]
    public void Going_on_with_a_reply_that_is_not_there_answers_13()
    {
        Dqap(new BenchMachine(), out var registers, residual: 40);
        Assert.Equal(ResponseCode.NoFirstPart, registers.Status.ResponseCode);
    }

    [Fact]
    public void A_message_in_parts_answers_13()
    {
        Nqap(new BenchMachine(), out var registers, gr0: 0x547);
        Assert.Equal(ResponseCode.NoFirstPart, registers.Status.ResponseCode);
    }

    [Theory]
    [InlineData(12288UL, ResponseCode.Normal)]
    [InlineData(12289UL, ResponseCode.MessageTooBig)]
    public void A_message_above_the_maximum_answers_15(ulong length, ResponseCode code)
    {
        Nqap(new BenchMachine(), out var registers, length: length);
        Assert.Equal(code, registers.Status.ResponseCode);
    }

    [Fact]
    public void A_message_above_the_maximum_may_be_a_specification_exception()
    {
        var machine = new BenchMachine { Parameters = ModelParameters.Default with { NqapAboveMaximumIsSpecification = true } };
        AssertSpecification(Nqap(machine, out _, length: 12289));
        Assert.True(machine.IsUntouched);
        Assert.Equal(ApOutcomeKind.Completed, Nqap(machine, out _, length: 12288).Kind);
    }

    // kvm-unit-tests 20240202145913.34831-8: one byte more, and each bit of the length above it.
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_buffer_above_the_maximum_is_a_specification_exception(int units)
    {
        var machine = new BenchMachine { Hardware = new HardwareInfo(HardwareInfo.Create(QueueMode.Ep11).Value | ((ulong)units << 8)) };
        var maximum = (ulong)(units == 0 ? 3 : units) * 4096;
        AssertSpecification(Dqap(machine, out _, length: maximum + 1));
        for (var bit = 15; bit < 63; bit++)
            AssertSpecification(Dqap(machine, out _, length: 1UL << bit));
        Assert.True(machine.IsUntouched);
        Assert.Equal(ApOutcomeKind.Completed, Dqap(machine, out _, length: maximum).Kind);
    }

    [Fact]
    public void A_buffer_above_the_maximum_may_be_as_good_as_one_of_the_maximum()
    {
        var machine = new BenchMachine { Parameters = ModelParameters.Default with { DqapAboveMaximumIsSpecification = false } };
        Nqap(machine, out _, psmid: 7);
        Process(machine);
        Dqap(machine, out var registers, length: 1 << 20);
        Assert.Equal((7UL, 0UL, ResponseCode.Normal), (registers.Psmid, registers.Gr2, registers.Status.ResponseCode));
    }

    [Fact]
    public void A_buffer_above_the_maximum_of_a_queue_outside_the_masks_answers_01()
    {
        Dqap(new BenchMachine(), out var registers, gr0: 0x8000_0647, length: 1 << 20);
        Assert.Equal(ResponseCode.NotAvailable, registers.Status.ResponseCode);
    }

    [Theory]
    [InlineData(ConfigFlags.Apxa | ConfigFlags.Apsc, ResponseCode.Normal)]
    [InlineData(ConfigFlags.Apxa, ResponseCode.FacilityNotInstalled)]
    public void A_special_command_without_the_facility_answers_16(ConfigFlags flags, ResponseCode code)
    {
        var machine = new BenchMachine();
        machine.Configuration = machine.Configuration with { Flags = flags };
        Nqap(machine, out var registers, gr0: 0x4040_0547);
        Assert.Equal(code, registers.Status.ResponseCode);
    }

    [Theory]
    [InlineData(4, ResponseCode.Normal)]
    [InlineData(0x47, ResponseCode.InvalidDomain)]
    public void A_guest_that_changes_a_domain_outside_its_adm_gets_42(byte domain, ResponseCode code)
    {
        var machine = new BenchMachine { Changed = new Apqi(domain) };
        Nqap(machine, out var registers);
        Assert.Equal(code, registers.Status.ResponseCode);
        Assert.Equal(code == ResponseCode.Normal ? 1 : 0, machine.Load(Queue).Messages);
    }

    [Fact]
    public void A_queue_that_takes_nothing_says_so_before_it_looks_at_the_message()
    {
        var machine = new BenchMachine();
        var q = machine.Load(Queue);
        q.Busy = true;
        machine.Store(Queue, q);
        Nqap(machine, out var registers, length: 1 << 20);
        Assert.Equal(ResponseCode.Busy, registers.Status.ResponseCode);
    }

    [Fact]
    public void Outside_the_masks_both_answer_01()
    {
        var machine = new BenchMachine();
        Nqap(machine, out var registers, gr0: 0x4000_0647);
        Assert.Equal(0x0001_0000u, registers.Status.ToWord());
        Dqap(machine, out registers, gr0: 0x8000_0647);
        Assert.Equal(0x0001_0000u, registers.Status.ToWord());
        Assert.True(machine.IsUntouched);
    }

    [Fact]
    public void Reserved_bits_are_specification_exceptions()
    {
        foreach (var bit in new[] { 32, 34, 35, 40 })
            AssertSpecification(Nqap(new BenchMachine(), out _, gr0: 0x4000_0547UL | (1UL << (63 - bit))));
        foreach (var bit in new[] { 33, 34, 35, 40, 41 })
            AssertSpecification(Dqap(new BenchMachine(), out _, gr0: 0x8000_0547UL | (1UL << (63 - bit))));
    }

    [Fact]
    public void Reserved_bits_of_dqap_need_not_trap()
    {
        var machine = new BenchMachine
        {
            Parameters = ModelParameters.Default with { DqapReservedBitsAreSpecification = false },
        };
        Assert.Equal(ApOutcomeKind.Completed, Dqap(machine, out _, gr0: 0xF0C0_0547).Kind);
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    public void An_odd_register_is_a_specification_exception(int r1, int r2)
    {
        AssertSpecification(Nqap(new BenchMachine(), out _, r1: r1, r2: r2));
        AssertSpecification(Dqap(new BenchMachine(), out _, r1: r1, r2: r2));
    }

    [Fact]
    public void Length_0_and_an_id_above_the_maximum_are_specification_exceptions()
    {
        AssertSpecification(Nqap(new BenchMachine(), out _, length: 0));
        AssertSpecification(Dqap(new BenchMachine(), out _, length: 0));
        AssertSpecification(Nqap(new BenchMachine(), out _, gr0: 0x4000_1047));
    }

    [Fact]
    public void The_other_exceptions_and_interception_are_those_of_pqap()
    {
        var machine = new BenchMachine();
        Assert.Equal(
            ApOutcome.Raised(ProgramException.Operation),
            Nqap(machine, out _, context: ApContext.Host with { Facilities = ApFacilities.None }));
        Assert.Equal(
            ApOutcome.Raised(ProgramException.PrivilegedOperation),
            Nqap(machine, out _, context: ApContext.Host with { State = PswState.Problem }));
        Assert.Equal(
            ApOutcome.Intercepted,
            Nqap(machine, out _, context: ApContext.Guest(0) with { Interpretation = ApInterpretation.Intercepted }));
        Assert.True(machine.IsUntouched);
    }

    private static void AssertSpecification(ApOutcome outcome) =>
        Assert.Equal(ApOutcome.Raised(ProgramException.Specification), outcome);

    private static void Process(BenchMachine machine)
    {
        var q = machine.Load(Queue);
        QueueMachine.ProcessRequest(ref q);
        machine.Store(Queue, q);
    }

    private static ApOutcome Nqap(
        BenchMachine machine,
        out ApRegisters registers,
        ulong gr0 = 0x4000_0547,
        ulong psmid = 1,
        ulong length = 100,
        int r1 = 2,
        int r2 = 4,
        ApContext? context = null)
    {
        registers = new ApRegisters { Gr0 = gr0, Psmid = psmid, Address = 0x2000, Length = length };
        return ApInstructions.Nqap(machine, context ?? ApContext.Guest(0), r1, r2, ref registers);
    }

    private static ApOutcome Dqap(
        BenchMachine machine,
        out ApRegisters registers,
        ulong gr0 = 0x8000_0547,
        ulong length = 4096,
        ulong residual = 0,
        int r1 = 2,
        int r2 = 4)
    {
        registers = new ApRegisters { Gr0 = gr0, Gr2 = residual, Address = 0x2000, Length = length };
        return ApInstructions.Dqap(machine, ApContext.Guest(0), r1, r2, ref registers);
    }
}
