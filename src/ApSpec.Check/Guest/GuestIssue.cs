using ApSpec.Architecture;

namespace ApSpec.Check;

/// <summary>AP instructions of a guest's or the host's program, with the registers that Linux would use.</summary>
internal static class GuestIssue
{
    private const int PsmidPair = 4;
    private const int MessagePair = 6;

    /// <summary>The tag of requests that this trial enqueues.</summary>
    public const byte Tag = 0xf;

    public static ApStatus Tapq(LedgerMachine machine, ApOwner who, Apqn apqn)
    {
        var registers = new ApRegisters { Gr0 = Gr0.Pqap(ApFunction.Tapq, apqn).Value };
        return Status(ApInstructions.Pqap(machine, new ApContext(who), ref registers), registers);
    }

    public static ApStatus Nqap(LedgerMachine machine, ApOwner who, Apqn apqn)
    {
        var registers = new ApRegisters { Gr0 = Gr0.Nqap(apqn).Value, Psmid = Tag, Length = 1 };
        return Status(ApInstructions.Nqap(machine, new ApContext(who), PsmidPair, MessagePair, ref registers), registers);
    }

    public static ApStatus Dqap(LedgerMachine machine, ApOwner who, Apqn apqn)
    {
        var registers = new ApRegisters { Gr0 = Gr0.Dqap(apqn).Value, Length = 1 };
        return Status(ApInstructions.Dqap(machine, new ApContext(who), PsmidPair, MessagePair, ref registers), registers);
    }

    /// <summary><c>cc 3 rc 01</c>.</summary>
    public static string Say(ApStatus status) => $"cc {(byte)status.ConditionCode} rc {(byte)status.ResponseCode:x2}";

    // Supervisor state, every facility, well-formed registers: no program exception, and only AQIC would be intercepted.
    private static ApStatus Status(ApOutcome outcome, in ApRegisters registers) => outcome.Kind == ApOutcomeKind.Completed
        ? registers.Status
        : throw new InvalidOperationException($"an instruction of the guest's view ended {outcome.Kind} {outcome.Exception}");
}
