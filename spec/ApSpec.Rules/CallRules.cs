using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>What a caller may rely on: the call ends, a failure changes nothing, the log stays clean.</summary>
internal static class CallRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "CALL-01",
            Family = RuleFamily.Call,
            Sentence = "Each call ends, whatever the hardware answers.",
            Sources = ["H-I12", "B4", "B14", "S6"],
            Reads = StepParts.Refusal,
            Predicate = Ends,
            Premise = Premises.Returned,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "A task that cannot be killed; with L, G or M held, every later vfio_ap call hangs too.",
        },
        new()
        {
            Id = "CALL-02",
            Family = RuleFamily.Call,
            Sentence = "A call that fails leaves the driver's state as it found it.",
            Sources = ["H-I13", "A-I20", "B10", "B11", "B12", "A-I54"],
            Reads = StepParts.Failure,
            Predicate = FailedCall.ChangesNothing,
            Premise = static (in Step step) => step.Result.IsFailure && step.Result.Errno != Errno.Ok,
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=failures
                create m0
                set_kvm m0 k0
                open m0 fail=group

                """,
            OpenDeviceWitness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=none
                create m0
                open m0

                """,
            WhyItMatters = "After a failed open no release comes: what the open took is never given back.",
        },
        new()
        {
            Id = "CALL-03",
            Family = RuleFamily.Call,
            Sentence = "No call makes the kernel warn.",
            Sources = ["B1b", "B9", "A-I41", "R1b"],
            When = JudgedWhen.EachEffect,
            Reads = StepParts.Faults,
            Predicate = (in Step step, ref Evidence evidence) =>
                FaultRules.None(step, FaultKind.Warning, EvidenceColumn.Result, ref evidence),
            Premise = Premises.Returned,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "A stack trace in the log; on a host with panic_on_warn, a crash.",
        },
        new()
        {
            Id = "CALL-04",
            Family = RuleFamily.Call,
            Sentence = "A call is refused only for a reason that stands, by the error that says which.",
            Sources = ["H-I13", "vfio-ap.rst", "vfio-uapi", "sysfs-numbers"],
            Only = Era.OpenDevice,
            Reads = StepParts.Failure,
            Predicate = Refusals.HaveAReason,
            Premise = Refusals.AreJudged,
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=none
                create m0
                open m0

                """,
            WhyItMatters = "An administrator, or QEMU, is refused what is allowed, or is told a reason that is none.",
        },
    ];

    private static bool Ends(in Step step, ref Evidence evidence)
    {
        if (step.Result.Outcome != Outcome.Stuck)
            return true;
        evidence = new Evidence(EvidenceColumn.Result, Kvm: step.Operation.Kvm, Text: HowLong(step), Sign: Why(step));
        return false;
    }

    // No answer of the hardware excuses an endless wait: the call never returns, and never releases the locks that it holds.
    private static string HowLong(in Step step)
    {
        foreach (ref readonly var fault in step.Faults)
        {
            if (fault.IsWaitForHardware)
                return Say.WaitsForHardware(step.Operation, fault.Function, HeldLocks.AllNew(step));
        }

        return Say.Stuck(step.Operation);
    }

    // A call that deadlocks with itself, or loops, has a fault that names the place. A call that waits for another call has none.
    private static string? Why(in Step step)
    {
        foreach (ref readonly var fault in step.Faults)
        {
            if (fault.Kind is FaultKind.Deadlock or FaultKind.Hang)
                return FaultRules.SignOf(fault);
        }

        return null;
    }
}
