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
            WhyItMatters = "Calls that each hold what the other waits for hang guest and host for ever; lockdep warns of it.",
        },
        new()
        {
            Id = "LOCK-04",
            Family = RuleFamily.Lock,
            Sentence = "A call that returned holds no lock.",
            Sources = ["H-I5", "B3"],
            Reads = StepParts.LocksHeld,
            Predicate = NothingHeld,
            Premise = Premises.Returned,
            Witness = Witnesses.WholeLife,
            WhyItMatters = "The next caller waits for ever.",
        },
    ];

    private static bool NoRelock(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var fault in step.Faults)
        {
            // Held before the step: by a call that never ended. To wait for that one is CALL-01's.
            if (fault.Kind == FaultKind.Deadlock && !WasHeld(step, fault.Subject))
            {
                evidence = FaultRules.Of(fault, EvidenceColumn.Locks);
                return false;
            }
        }

        return true;
    }

    private static bool NothingHeld(in Step step, ref Evidence evidence)
    {
        if (step.Result.Outcome != Outcome.Returned)
            return true;
        if (IsNew(step, step.After.Layout.World.MatrixLock))
            return Held(new LockId(LockClass.Matrix, 0), null, null, ref evidence);
        for (var guests = step.Touched.Kvms; guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            var fields = step.After.Layout.Kvms[k.Value];
            if (IsNew(step, fields.KvmLock))
                return Held(new LockId(LockClass.Kvm, k.Value), null, k, ref evidence);
            if (IsNew(step, fields.VcpuLock))
                return Held(new LockId(LockClass.Vcpu, k.Value), null, k, ref evidence);
        }

        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (IsNew(step, step.After.Layout.Mdevs[m.Value].IommuLock))
                return Held(new LockId(LockClass.Iommu, m.Value), m, null, ref evidence);
        }

        return true;
    }

    // A lock that was held before the call is that of an earlier call which never ended.
    private static bool IsNew(in Step step, Field held) => step.After[held] != 0 && step.Before[held] == 0;

    private static bool Held(LockId id, MdevId? m, KvmId? k, ref Evidence evidence)
    {
        evidence = new Evidence(EvidenceColumn.Locks, m, k, Text: Say.LockHeld(id));
        return false;
    }

    private static bool WasHeld(in Step step, string subject)
    {
        var layout = step.Before.Layout;
        if (subject == new LockId(LockClass.Matrix, 0).ToString())
            return step.Before[layout.World.MatrixLock] != 0;
        for (byte k = 0; k < layout.Kvms.Length; k++)
        {
            if (subject == new LockId(LockClass.Kvm, k).ToString())
                return step.Before[layout.Kvms[k].KvmLock] != 0;
            if (subject == new LockId(LockClass.Vcpu, k).ToString())
                return step.Before[layout.Kvms[k].VcpuLock] != 0;
        }

        for (byte m = 0; m < layout.Mdevs.Length; m++)
        {
            if (subject == new LockId(LockClass.Iommu, m).ToString())
                return step.Before[layout.Mdevs[m].IommuLock] != 0;
        }

        return false;
    }
}
