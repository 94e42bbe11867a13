namespace ApSpec.Architecture;

/// <summary>NQAP and DQAP: messages to and from a queue.</summary>
public static partial class ApInstructions
{
    /// <summary>
    /// NQAP, opcode 0xB2AD: a request in one part. 15 too long (UNCONFIRMED:
    /// <see cref="ModelParameters.NqapAboveMaximumIsSpecification"/>); 16 special command without the facility; 42 changes a
    /// domain outside the ADM; then as <see cref="QueueMachine.Nqap"/>.
    /// </summary>
    /// <remarks>
    /// Only whole messages: without the last-part bit the answer is 13 (UNCONFIRMED: who owns 13), and condition codes
    /// 1 and 2 do not occur.
    /// </remarks>
    /// <param name="machine">The machine.</param>
    /// <param name="context">The issuer.</param>
    /// <param name="r1">The register number in R1.</param>
    /// <param name="r2">The register number in R2.</param>
    /// <param name="registers">GR0, the PSMID pair, the address and length pair.</param>
    public static ApOutcome Nqap(
        IApMachine machine,
        in ApContext context,
        int r1,
        int r2,
        ref ApRegisters registers)
    {
        if (Refuse(machine, in context, r1, r2, in registers, Gr0.NqapReservedBits) is { } refused)
            return refused;
        if (machine.Parameters.NqapAboveMaximumIsSpecification && IsAboveMaximum(machine, in context, in registers))
            return ApOutcome.Raised(ProgramException.Specification);

        var gr0 = new Gr0(registers.Gr0);
        var masks = machine.EffectiveMasks(in context);
        if (!masks.Contains(gr0.Apqn))
            return OutsideMasks(machine, in context, ApFunction.Nqap, ref registers);

        var facts = machine.Facts(gr0.Apqn, in context);
        var q = machine.Load(gr0.Apqn);
        var problem = MessageProblem(machine, in context, in masks, in facts, in registers);
        // A queue that cannot take any message says so before it looks at this one.
        var status = problem == ResponseCode.Normal
            ? QueueMachine.Nqap(ref q, in facts, registers.Psmid, context.Owner)
            : QueueMachine.NqapRejected(in q, in facts, problem);
        machine.Store(gr0.Apqn, in q);
        return Finish(status, ref registers);
    }

    /// <summary>
    /// DQAP, opcode 0xB2AE. A reply that does not fit the buffer stays: GR2 holds the rest of its length, and the
    /// instruction goes on from there when it is issued again with GR0 and GR2 as they are.
    /// </summary>
    /// <remarks>
    /// GR2 not 0 without a waiting reply: 13 (UNCONFIRMED: who owns 13). A buffer above the queue's maximum is a specification exception
    /// (UNCONFIRMED: <see cref="ModelParameters.DqapAboveMaximumIsSpecification"/>).
    /// </remarks>
    /// <param name="machine">The machine.</param>
    /// <param name="context">The issuer.</param>
    /// <param name="r1">The register number in R1.</param>
    /// <param name="r2">The register number in R2.</param>
    /// <param name="registers">GR0, GR2 (0 for a new reply), the buffer pair; out: the PSMID pair.</param>
    public static ApOutcome Dqap(
        IApMachine machine,
        in ApContext context,
        int r1,
        int r2,
        ref ApRegisters registers)
    {
        var reserved = machine.Parameters.DqapReservedBitsAreSpecification ? Gr0.DqapReservedBits : 0;
        if (Refuse(machine, in context, r1, r2, in registers, reserved) is { } refused)
            return refused;
        if (machine.Parameters.DqapAboveMaximumIsSpecification && IsAboveMaximum(machine, in context, in registers))
            return ApOutcome.Raised(ProgramException.Specification);

        var gr0 = new Gr0(registers.Gr0);
        if (!machine.EffectiveMasks(in context).Contains(gr0.Apqn))
            return OutsideMasks(machine, in context, ApFunction.Dqap, ref registers);

        var facts = machine.Facts(gr0.Apqn, in context);
        var q = machine.Load(gr0.Apqn);
        var status = QueueMachine.DqapPart(in q, in facts, out var psmid);
        if (status.ResponseCode == ResponseCode.QueueFullOrNoReply && registers.Gr2 != 0)
            status = QueueMachine.DqapWithoutFirstPart(in q, in facts);
        if (status.ResponseCode != ResponseCode.Normal)
            return Finish(status, ref registers);

        var left = registers.Gr2 != 0 ? registers.Gr2 : machine.ReplyLength(gr0.Apqn, psmid);
        var moved = Math.Min(left, registers.Length);
        registers.Address += moved;
        registers.Length -= moved;
        registers.Gr2 = left - moved;
        registers.Psmid = psmid;
        if (registers.Gr2 == 0)
        {
            status = QueueMachine.Dqap(ref q, in facts, out _);
            machine.Store(gr0.Apqn, in q);
        }

        return Finish(status, ref registers);
    }

    /// <summary>The exception or interception that ends NQAP or DQAP before the queue is looked at.</summary>
    private static ApOutcome? Refuse(
        IApMachine machine,
        in ApContext context,
        int r1,
        int r2,
        in ApRegisters registers,
        uint reservedBits)
    {
        if (!context.Facilities.HasFlag(ApFacilities.Installed))
            return ApOutcome.Raised(ProgramException.Operation);
        if (context.Owner.IsGuest && context.Interpretation == ApInterpretation.Intercepted)
            return ApOutcome.Intercepted;
        if (context.State == PswState.Problem)
            return ApOutcome.Raised(ProgramException.PrivilegedOperation);

        var gr0 = new Gr0(registers.Gr0);
        var wellFormed = int.IsEvenInteger(r1) && int.IsEvenInteger(r2) && registers.Length != 0
            && (gr0.Word & reservedBits) == 0
            && IsIdInRange(machine.Configuration, gr0);
        return wellFormed ? null : ApOutcome.Raised(ProgramException.Specification);
    }

    // Only of a queue in the masks: what a queue out of sight can take, nobody is told.
    private static bool IsAboveMaximum(IApMachine machine, in ApContext context, in ApRegisters registers)
    {
        var apqn = new Gr0(registers.Gr0).Apqn;
        return machine.EffectiveMasks(in context).Contains(apqn) && IsAboveMaximum(machine.Facts(apqn, in context), in registers);
    }

    private static bool IsAboveMaximum(in QueueFacts facts, in ApRegisters registers) =>
        registers.Length > (ulong)facts.Hardware.MaxMessageBytes;

    private static ResponseCode MessageProblem(
        IApMachine machine,
        in ApContext context,
        in ApMasks masks,
        in QueueFacts facts,
        in ApRegisters registers)
    {
        var gr0 = new Gr0(registers.Gr0);
        if (!gr0.LastPart)
            return ResponseCode.NoFirstPart;
        if (IsAboveMaximum(in facts, in registers))
            return ResponseCode.MessageTooBig;
        if (gr0.F && !machine.Configuration.Flags.HasFlag(ConfigFlags.Apsc))
            return ResponseCode.FacilityNotInstalled;
        return machine.ChangedDomain(in context, registers.Address, registers.Length) is { } domain
            && !masks.Adm.Contains(domain)
                ? ResponseCode.InvalidDomain
                : ResponseCode.Normal;
    }
}
