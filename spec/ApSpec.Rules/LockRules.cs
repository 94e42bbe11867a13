using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Locks: who gives them back, and in which order they are taken.</summary>
internal static class LockRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "LOCK-01",
            Family = RuleFamily.Lock,
            Sentence = "A call unlocks only what it holds.",
            Sources = ["H-I5", "B3", "thread-2020-12-14"],
            When = JudgedWhen.EachEffect,
            Reads = StepParts.Faults,
            Predicate = (in Step step, ref Evidence evidence) =>
                FaultRules.None(step, FaultKind.UnlockNotHeld, EvidenceColumn.Locks, ref evidence),
            Premise = Premises.Returned,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "A second caller enters while the first still works: every later guarantee of the lock is gone.",
        },
        new()
        {
            Id = "LOCK-02",
            Family = RuleFamily.Lock,
            Sentence = "A call never takes a lock that it holds already.",
            Sources = ["H-I5", "B14"],
            When = JudgedWhen.EachEffect,
            Reads = StepParts.Faults,
            Predicate = NoRelock,
            Premise = Premises.Returned,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "The caller waits for itself for ever; with L, so does every later user of vfio_ap.",
        },
        new()
        {
            Id = "LOCK-03",
            Family = RuleFamily.Lock,
            Sentence = "The order in which classes of locks are taken has no cycle.",
            Sources = ["H-I6", "A-I55", "B4", "0cc00c8d4050", "86956e70761b", "vfio-ap-locking.rst"],
            When = JudgedWhen.EachEffect,
            Needs = Features.Locks,
            Reads = StepParts.Edges,
            Predicate = LockOrder.HasNoNewCycle,
            Premise = LockOrder.HasEdges,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks\n"
                + Witnesses.QueueOfK0 + Witnesses.AqicOfK0 + "pv_enable k0\nset_kvm m0 null\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks\n"
                + OpenDeviceWitnesses.QueueOfK0 + Witnesses.AqicOfK0 + "pv_enable k0\n" + OpenDeviceWitnesses.Release,
            WhyItMatters = "Calls that each hold what the other waits for wait for ever, and so does all that needs their locks; lockdep warns of it.",
        },
        new()
        {
            Id = "LOCK-04",
            Family = RuleFamily.Lock,
            Sentence = "A call that returned holds no lock, nor does one that waits for a last close.",
            Sources = ["H-I5", "B3"],
            Reads = StepParts.LocksHeld,
            Predicate = NothingHeld,
            Premise = Premises.Returned,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "The next caller waits for ever, or as long as user space likes.",
        },
        new()
        {
            Id = "LOCK-05",
            Family = RuleFamily.Lock,
            Sentence = "The driver's list of mdevs is walked and changed under G, in kernels without G under L.",
            Sources = ["A-I55", "vfio-ap-locking.rst"],
            When = JudgedWhen.EachEffect,
            Needs = Features.Locks,
            Reads = StepParts.Moments,
            Predicate = InsideCalls.ListIsUsedUnderItsLock,
            Premise = static (in Step step) => InsideCalls.Any(step, MomentKind.List),
            Witness = Witnesses.AttachLocked,
            OpenDeviceWitness = OpenDeviceWitnesses.AttachLocked,
            WhyItMatters = "Whoever walks the list meets an mdev that is half on it, or that is freed under him.",
        },
        new()
        {
            Id = "LOCK-06",
            Family = RuleFamily.Lock,
            Sentence = "What an mdev keeps for the end of a bus scan is written under M.",
            Sources = ["H-I6", "B41", "vfio-ap-locking.rst"],
            When = JudgedWhen.EachEffect,
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Hw | Features.Locks,
            Reads = StepParts.Moments,
            Predicate = InsideCalls.WaitingIsWrittenUnderM,
            Premise = static (in Step step) => InsideCalls.Any(step, MomentKind.Waiting),
            Witness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,hw,locks\n" + OpenDeviceWitnesses.QueueOfK0
                + "host_config -05\nhost_config +05\n",
            WhyItMatters = "A queue that is bound meanwhile reads it half-written, and is plugged in before its scan is over, or not at all.",
        },
    ];

    private static bool NoRelock(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var fault in step.Faults)
        {
            // A lock held before the step belongs to a call that never returned. CALL-01 judges a wait for it.
            if (fault.Kind == FaultKind.Deadlock && !HeldLocks.WasHeld(step, fault.Subject))
            {
                evidence = FaultRules.EvidenceOf(fault, EvidenceColumn.Locks);
                return false;
            }
        }

        return true;
    }

    private static bool NothingHeld(in Step step, ref Evidence evidence)
    {
        if (step.Result.Outcome != Outcome.Returned || HeldLocks.FirstNew(step) is not { } id)
            return true;
        evidence = new Evidence(
            EvidenceColumn.Locks, HeldLocks.MdevOf(id), HeldLocks.GuestOf(id), Text: Waiting(step) is { } m ? Say.LockHeldWhileWaiting(id, m) : Say.LockHeld(id));
        return false;
    }

    // The mdev with a waiting removal. When the step lets time pass, no other call runs, so the removal that asks again is the one.
    private static MdevId? Waiting(in Step step)
    {
        var mdevs = step.After.Layout.Mdevs;
        if (step.Operation.Kind is OperationKind.Request or OperationKind.Remove)
            return step.After[mdevs[step.Operation.Mdev.Value].Removing] != 0 ? step.Operation.Mdev : null;
        for (byte m = 0; step.Operation.Kind is OperationKind.Advance or OperationKind.AdvanceLong && m < mdevs.Length; m++)
        {
            if (step.After[mdevs[m].Removing] != 0)
                return new MdevId(m);
        }

        return null;
    }
}
