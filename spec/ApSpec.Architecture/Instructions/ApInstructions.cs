namespace ApSpec.Architecture;

/// <summary>
/// PQAP, NQAP and DQAP as a program issues them: interception, program exceptions, the issuer's masks, then the queue.
/// </summary>
/// <remarks>
/// Order: not installed, interception, problem state, reserved bits, facilities and ids, operand, 01 outside the masks,
/// then <see cref="QueueMachine"/>. On an exception or interception no register and no queue changes.
/// Source: Linux 6.12.117 arch/s390/kvm/priv.c (handle_pqap), arch/s390/include/asm/ap.h;
/// kvm-unit-tests 20231117151939.971079-3.
/// </remarks>
public static partial class ApInstructions
{
    /// <summary>PQAP, opcode 0xB2AF.</summary>
    public static ApOutcome Pqap(IApMachine machine, in ApContext context, ref ApRegisters registers)
    {
        if (!context.Facilities.HasFlag(ApFacilities.Installed))
            return ApOutcome.Raised(ProgramException.Operation);

        var gr0 = new Gr0(registers.Gr0);
        var function = (ApFunction)gr0.FunctionCode;
        if (context.Owner.IsGuest
            && (context.Interpretation == ApInterpretation.Intercepted || function == ApFunction.Aqic))
            return ApOutcome.Intercepted;

        var exception = CheckPqap(machine, in context, in registers);
        if (exception != ProgramException.None)
            return ApOutcome.Raised(exception);
        if (function == ApFunction.Qci)
            return Qci(machine, in context, in registers);
        if (!machine.EffectiveMasks(in context).Contains(gr0.Apqn))
            return OutsideMasks(machine, in context, function, ref registers);

        var status = Issue(machine, in context, function, gr0, ref registers);
        return Finish(status, ref registers);
    }

    /// <summary>The program exception that PQAP ends with, if any, in the order it is looked for.</summary>
    public static ProgramException CheckPqap(IApMachine machine, in ApContext context, in ApRegisters registers)
    {
        if (context.State == PswState.Problem)
            return ProgramException.PrivilegedOperation;

        var gr0 = new Gr0(registers.Gr0);
        var function = (ApFunction)gr0.FunctionCode;
        var config = machine.Configuration;
        var wellFormed = (gr0.Word & ReservedBitsOf(function)) == 0
            && (!gr0.T || context.Facilities.HasFlag(ApFacilities.Apft))
            && (function == ApFunction.Qci || IsIdInRange(config, gr0))
            && IsAvailable(machine, in context, function)
            && (function != ApFunction.Qci || registers.Gr2 % 8 == 0);
        return wellFormed ? ProgramException.None : ProgramException.Specification;
    }

    // F is defined for RAPQ and ZAPQ; QACT has its I bit there.
    private static uint ReservedBitsOf(ApFunction function) => function switch
    {
        ApFunction.Rapq or ApFunction.Zapq or ApFunction.Qact => Gr0.ReservedBits,
        _ => Gr0.ReservedBits | Gr0.FBit,
    };

    private static bool IsIdInRange(in ConfigInfo config, Gr0 gr0) =>
        (config.Apxa || (gr0.Word & Gr0.ApxaBits) == 0)
        && gr0.Apqn.Apid.Value <= config.MaxApid
        && gr0.Apqn.Apqi.Value <= config.MaxApqi;

    // DERIVED for QCI, QACT, BAPQ, AAPQ: a function whose facility is absent is as good as unknown. QBAP: UNCONFIRMED.
    private static bool IsAvailable(IApMachine machine, in ApContext context, ApFunction function) => function switch
    {
        ApFunction.Tapq or ApFunction.Rapq or ApFunction.Zapq => true,
        ApFunction.Aqic => context.Facilities.HasFlag(ApFacilities.Aqic),
        ApFunction.Qci => context.Facilities.HasFlag(ApFacilities.Qci),
        ApFunction.Qact => machine.Configuration.Flags.HasFlag(ConfigFlags.Qact),
        ApFunction.Bapq or ApFunction.Aapq => machine.Configuration.Flags.HasFlag(ConfigFlags.Apsb)
            && (context.Execution == ExecutionKind.Secure
                || !machine.Parameters.BindOutsideSecureExecutionIsSpecification),
        _ => false,
    };

    private static ApOutcome Qci(IApMachine machine, in ApContext context, in ApRegisters registers)
    {
        Span<byte> block = stackalloc byte[ConfigInfo.Size];
        machine.Configuration.SeenWith(machine.EffectiveMasks(in context)).CopyTo(block);
        return machine.TryStoreBlock(in context, registers.Gr2, block)
            ? ApOutcome.Completed(ConditionCode.Zero)
            : ApOutcome.Raised(ProgramException.Addressing);
    }

    private static ApStatus Issue(
        IApMachine machine,
        in ApContext context,
        ApFunction function,
        Gr0 gr0,
        ref ApRegisters registers)
    {
        var facts = machine.Facts(gr0.Apqn, in context);
        var q = machine.Load(gr0.Apqn);
        var flag = gr0.F ? ResetFlag.Unbind : ResetFlag.KeepBinding;
        var status = function switch
        {
            ApFunction.Tapq => QueueMachine.Tapq(ref q, in facts),
            ApFunction.Rapq => QueueMachine.Rapq(ref q, in facts, flag),
            ApFunction.Zapq => QueueMachine.Zapq(ref q, in facts, flag),
            ApFunction.Aqic => QueueMachine.Aqic(ref q, in facts, AqicOf(machine, in context, in registers)),
            ApFunction.Qact => QueueMachine.Qact(ref q, in facts),
            ApFunction.Bapq => QueueMachine.Bapq(ref q, in facts, machine.BindRoom(in context)),
            _ => QueueMachine.Aapq(ref q, in facts, SecretOf(machine, in context, in registers)),
        };
        machine.Store(gr0.Apqn, in q);

        if (function == ApFunction.Tapq)
            registers.Gr2 = HardwareOf(in q, in facts, status, gr0.T);
        else if (function == ApFunction.Qact && status.ResponseCode == ResponseCode.Normal)
            registers.Gr2 = new QactInfo(registers.Gr1).AnswerFor(facts.Hardware).Value;
        return status;
    }

    private static AqicRequest AqicOf(IApMachine machine, in ApContext context, in ApRegisters registers)
    {
        var control = new AqicControl(registers.Gr1);
        var isc = control.GisaOrigin != 0 ? control.Gisc : control.Isc;
        var nib = registers.Gr2 == 0 ? 0 : machine.NibKey(registers.Gr2);
        return new AqicRequest(control.Action, isc, nib, context.Owner, machine.CheckGisa(control));
    }

    // An index above 0xFFFF names no secret.
    private static SecretCheck SecretOf(IApMachine machine, in ApContext context, in ApRegisters registers) =>
        registers.Gr2 > ushort.MaxValue
            ? SecretCheck.Unknown
            : machine.CheckSecret(in context, (ushort)registers.Gr2);

    private static ulong HardwareOf(in QueueState q, in QueueFacts facts, ApStatus status, bool t)
    {
        var valid = status.Async || status.ResponseCode is ResponseCode.Normal or ResponseCode.ResetInProgress
            or ResponseCode.Deconfigured or ResponseCode.Checkstopped or ResponseCode.Busy;
        if (!valid)
            return 0;
        var info = facts.Hardware.WithBind(q.Bind).Value;
        return t ? info : info & HardwareInfo.WithoutFacilities;
    }

    private static ApOutcome OutsideMasks(
        IApMachine machine,
        in ApContext context,
        ApFunction function,
        ref ApRegisters registers)
    {
        if (function == ApFunction.Tapq)
            registers.Gr2 = 0;
        var code = context.Owner.IsGuest ? machine.Parameters.OutsideGuestMasks : ResponseCode.NotAvailable;
        return Finish(new ApStatus(code), ref registers);
    }

    private static ApOutcome Finish(ApStatus status, ref ApRegisters registers)
    {
        registers.Gr1 = (registers.Gr1 & 0xFFFF_FFFF_0000_0000) | status.ToWord();
        return ApOutcome.Completed(status.ConditionCode);
    }
}
