namespace ApSpec.Architecture.Tests;

public sealed class PqapTests
{
    private static readonly Apqn Queue = new(new Apid(5), new Apqi(0x47));
    private static readonly ApContext Secure = ApContext.Guest(0) with { Execution = ExecutionKind.Secure };

    [Fact]
    public void Without_ap_instructions_it_is_an_operation_exception() =>
        AssertRaises(ProgramException.Operation, 0x547, ApContext.Host with { Facilities = ApFacilities.None });

    [Fact]
    public void In_problem_state_it_is_a_privileged_operation_exception() =>
        AssertRaises(
            ProgramException.PrivilegedOperation, 0x0200_0547, ApContext.Host with { State = PswState.Problem });

    [Fact]
    public void Problem_state_comes_before_an_unknown_function() => AssertRaises(
        ProgramException.PrivilegedOperation, 0x2A00_0547, ApContext.Host with { State = PswState.Problem });

    [Fact]
    public void Each_bit_from_42_to_47_is_a_specification_exception_in_each_function()
    {
        for (var function = 0u; function <= 8; function++)
        {
            for (var bit = 42; bit <= 47; bit++)
                AssertRaises(ProgramException.Specification, (function << 24) | (1u << (63 - bit)) | 0x547, Secure);
        }
    }

    [Theory]
    [InlineData(ApFunction.Tapq, true)]
    [InlineData(ApFunction.Rapq, false)]
    [InlineData(ApFunction.Zapq, false)]
    [InlineData(ApFunction.Aqic, true)]
    [InlineData(ApFunction.Qact, false)]
    public void Bit_41_is_reserved_unless_the_function_has_it(ApFunction function, bool raises)
    {
        var outcome = Issue(new BenchMachine(), ApContext.Host, Gr0.Pqap(function, Queue, f: true).Value, out _);
        Assert.Equal(raises ? ProgramException.Specification : ProgramException.None, outcome.Exception);
    }

    [Fact]
    public void T_without_facility_15_is_a_specification_exception() =>
        AssertRaises(ProgramException.Specification, 0x0080_0547, Without(ApFacilities.Apft));

    [Fact]
    public void Aqic_without_facility_65_is_a_specification_exception() =>
        AssertRaises(ProgramException.Specification, 0x0300_0547, Without(ApFacilities.Aqic));

    [Fact]
    public void Qci_without_facility_12_is_a_specification_exception() =>
        AssertRaises(ProgramException.Specification, 0x0400_0000, Without(ApFacilities.Qci));

    [Fact]
    public void Every_function_code_from_9_and_code_6_are_specification_exceptions()
    {
        AssertRaises(ProgramException.Specification, 0x0600_0547, ApContext.Host);
        for (var code = 9u; code <= 0xFF; code++)
            AssertRaises(ProgramException.Specification, (code << 24) | 0x547, ApContext.Host);
    }

    [Theory]
    [InlineData(0x4000u)]
    [InlineData(0x8000u)]
    [InlineData(0x0010u)]
    [InlineData(0x0080u)]
    public void Without_apxa_an_id_above_63_or_15_is_a_specification_exception(uint id)
    {
        var machine = WithoutApxa();
        Assert.Equal(ProgramException.Specification, Issue(machine, ApContext.Host, id, out _).Exception);
        Assert.True(machine.IsUntouched);
    }

    [Fact]
    public void Without_apxa_ids_up_to_63_and_15_are_well_formed() =>
        Assert.Equal(ApOutcomeKind.Completed, Issue(WithoutApxa(), ApContext.Host, 0x3F0F, out _).Kind);

    [Theory]
    [InlineData(0x0F54u, ProgramException.None)]
    [InlineData(0x1054u, ProgramException.Specification)]
    [InlineData(0x0F55u, ProgramException.Specification)]
    public void An_id_above_the_machine_s_maximum_is_a_specification_exception(uint id, ProgramException exception) =>
        Assert.Equal(exception, Issue(new BenchMachine(), ApContext.Host, id, out _).Exception);

    [Fact]
    public void Qci_on_an_address_that_is_no_multiple_of_8_is_a_specification_exception()
    {
        for (var offset = 1UL; offset < 8; offset++)
            AssertRaises(ProgramException.Specification, 0x0400_0000, ApContext.Host, gr2: 0x1000 + offset);
    }

    [Fact]
    public void Qci_on_an_address_that_cannot_be_stored_to_is_an_addressing_exception() =>
        AssertRaises(ProgramException.Addressing, 0x0400_0000, ApContext.Host, gr2: 0x8000_0000);

    [Fact]
    public void Qact_without_its_facility_is_a_specification_exception()
    {
        var machine = new BenchMachine();
        machine.Configuration = machine.Configuration with { Flags = ConfigFlags.Apxa };
        Assert.Equal(ProgramException.Specification, Issue(machine, ApContext.Host, 0x0500_0547, out _).Exception);
    }

    [Theory]
    [InlineData(true, ProgramException.Specification)]
    [InlineData(false, ProgramException.None)]
    public void Bapq_outside_secure_execution_is_a_parameter(bool isSpecification, ProgramException exception)
    {
        var machine = new BenchMachine
        {
            Parameters = ModelParameters.Default with { BindOutsideSecureExecutionIsSpecification = isSpecification },
        };
        Assert.Equal(exception, Issue(machine, ApContext.Host, 0x0700_0547, out _).Exception);
    }

    [Fact]
    public void The_host_s_qci_shows_the_host_and_a_guest_s_shows_its_effective_masks()
    {
        var machine = new BenchMachine { GuestMasks = new(ApMask.Of(5, 7), ApMask.Of(4), ApMask.Of(4, 9)) };
        Issue(machine, ApContext.Host, 0x0400_0000, out _);
        Assert.Equal(machine.Configuration, machine.Stored);
        Assert.Equal(ConditionCode.Zero, Issue(machine, ApContext.Guest(0), 0x0400_0000, out _).ConditionCode);
        var expected = new ApMasks(ApMask.Of(5), ApMask.Of(4), ApMask.Of(4));
        Assert.Equal(machine.Configuration with { Masks = expected }, machine.Stored);
    }

    [Fact]
    public void A_queue_outside_the_masks_answers_01_and_cc_3_to_every_function()
    {
        var machine = new BenchMachine();
        foreach (var function in new uint[] { 0, 1, 2, 5, 7, 8 })
        {
            var outcome = Issue(machine, Secure, (function << 24) | 0x0647, out var registers);
            Assert.Equal(ApOutcome.Completed(ConditionCode.Three), outcome);
            Assert.Equal(0x0001_0000u, registers.Status.ToWord());
        }

        Assert.True(machine.IsUntouched);
        Issue(machine, ApContext.Host, 0x0647, out var host);
        Assert.Equal(ResponseCode.Normal, host.Status.ResponseCode);
    }

    [Fact]
    public void A_guest_s_aqic_is_intercepted_before_any_check()
    {
        var guest = ApContext.Guest(0) with { State = PswState.Problem };
        Assert.Equal(ApOutcome.Intercepted, Issue(new BenchMachine(), guest, 0x037F_FFFF, out _));
    }

    [Fact]
    public void A_guest_without_apie_is_intercepted_in_every_function()
    {
        var guest = ApContext.Guest(0) with { Interpretation = ApInterpretation.Intercepted };
        for (var function = 0u; function <= 0xFF; function++)
            Assert.Equal(ApOutcome.Intercepted, Issue(new BenchMachine(), guest, (function << 24) | 0x547, out _));
    }

    [Fact]
    public void Tapq_returns_facilities_only_with_t_and_the_bind_state_of_the_queue()
    {
        var machine = new BenchMachine();
        Issue(machine, ApContext.Host, 0x0080_0547, out var withT);
        Assert.Equal(machine.Hardware.Value, withT.Gr2);
        Issue(machine, ApContext.Host, 0x0547, out var without);
        Assert.Equal(machine.Hardware.Value & 0xFFFF_FFFF, without.Gr2);

        machine.Store(Queue, machine.Load(Queue) with { Bind = BindState.AvailableForBinding });
        Issue(machine, Secure, 0x0080_0547, out var secure);
        Assert.Equal(BindState.AvailableForBinding, new HardwareInfo(secure.Gr2).Bind);
    }

    [Fact]
    public void Tapq_of_a_queue_that_is_not_available_returns_no_hardware_information()
    {
        Issue(new BenchMachine(), ApContext.Guest(0), 0x0080_0647, out var registers, gr2: 77);
        Assert.Equal(0UL, registers.Gr2);
    }

    [Fact]
    public void A_reset_goes_through_to_the_queue_with_its_flag()
    {
        var machine = new BenchMachine();
        Assert.Equal(ConditionCode.Zero, Issue(machine, ApContext.Guest(0), 0x0140_0547, out _).ConditionCode);
        Assert.Equal(ResetKind.RapqUnbind, machine.Load(Queue).Reset);
        Assert.Equal(ConditionCode.Three, Issue(machine, ApContext.Host, 0x0200_0547, out var zapq).ConditionCode);
        Assert.Equal(ResponseCode.ResetInProgress, zapq.Status.ResponseCode);
    }

    [Fact]
    public void The_host_s_aqic_takes_the_gisc_with_a_gisa_and_the_isc_without()
    {
        var machine = new BenchMachine();
        var forGuest = AqicControl.EnableForGuest(0x1234_5900, 0, gisc: 6, nisc: 5).Value;
        Issue(machine, ApContext.Host, 0x0300_0547, out _, gr1: forGuest, gr2: 0x3000);
        Assert.Equal((6, 4u), (machine.Load(Queue).IrqIsc, machine.Load(Queue).IrqNib));
        Issue(machine, ApContext.Host, 0x0300_0504, out _, gr1: AqicControl.Enable(2).Value, gr2: 0x3000);
        Assert.Equal(2, machine.Load(new Apqn(new Apid(5), new Apqi(4))).IrqIsc);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(0x8000_0000UL)]
    public void Aqic_with_a_bad_address_answers_06(ulong nib)
    {
        var outcome = Issue(
            new BenchMachine(), ApContext.Host, 0x0300_0547, out var registers, AqicControl.Enable(6).Value, nib);
        Assert.Equal(ConditionCode.Three, outcome.ConditionCode);
        Assert.Equal(ResponseCode.InvalidAddress, registers.Status.ResponseCode);
    }

    [Fact]
    public void Aqic_with_a_bad_gisa_answers_08()
    {
        var machine = new BenchMachine { Gisa = GisaCheck.Invalid };
        Issue(machine, ApContext.Host, 0x0300_0547, out var registers, AqicControl.Enable(6).Value, 0x1000);
        Assert.Equal(ResponseCode.InvalidGisa, registers.Status.ResponseCode);
    }

    [Theory]
    [InlineData(9UL, ResponseCode.Normal)]
    [InlineData(10UL, ResponseCode.InvalidAssociationSecret)]
    [InlineData(0x1_0001UL, ResponseCode.InvalidAssociationSecret)]
    public void Aapq_takes_its_secret_from_gr2(ulong index, ResponseCode code)
    {
        var machine = new BenchMachine();
        machine.Store(Queue, machine.Load(Queue) with { Bind = BindState.AvailableForBinding });
        Issue(machine, Secure, 0x0700_0547, out _);
        Issue(machine, Secure, 0x0800_0547, out var registers, gr2: index);
        Assert.Equal(code, registers.Status.ResponseCode);
    }

    [Fact]
    public void Qact_answers_in_gr2()
    {
        Issue(new BenchMachine(), ApContext.Host, 0x0500_0547, out var registers, gr1: QactInfo.Create(1, 13).Value);
        Assert.Equal(13, new QactInfo(registers.Gr2).Category);
    }

    private static void AssertRaises(ProgramException exception, ulong gr0, ApContext context, ulong gr2 = 0x1000)
    {
        // AQIC of a guest is intercepted before: its checks are the host's here.
        if (new Gr0(gr0).FunctionCode == (byte)ApFunction.Aqic)
            context = context with { Owner = ApOwner.Host };
        var machine = new BenchMachine();
        var outcome = Issue(machine, context, gr0, out var registers, gr1: 0x1234, gr2);
        Assert.Equal(ApOutcome.Raised(exception), outcome);
        Assert.Equal((gr0, 0x1234UL, gr2), (registers.Gr0, registers.Gr1, registers.Gr2));
        Assert.True(machine.IsUntouched);
    }

    private static ApOutcome Issue(
        BenchMachine machine,
        ApContext context,
        ulong gr0,
        out ApRegisters registers,
        ulong gr1 = 0,
        ulong gr2 = 0x1000)
    {
        registers = new ApRegisters { Gr0 = gr0, Gr1 = gr1, Gr2 = gr2 };
        return ApInstructions.Pqap(machine, context, ref registers);
    }

    private static ApContext Without(ApFacilities facility) =>
        ApContext.Host with { Facilities = ApFacilities.All & ~facility };

    private static BenchMachine WithoutApxa()
    {
        var machine = new BenchMachine();
        machine.Configuration = machine.Configuration with { Flags = ConfigFlags.Apsc };
        return machine;
    }
}
