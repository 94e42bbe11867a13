using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The guest's PQAP hook: that of the attached mdev, or NULL.</summary>
internal static class HookRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "HOOK-01",
            Family = RuleFamily.Hook,
            NeedsHook = true,
            Sentence = "A guest's PQAP hook is NULL unless an mdev is attached to the guest.",
            Sources = ["H-I2", "A-I13", "A-I20", "B1", "B11", "B12", "f21916ec4826"],
            Reads = StepParts.Hook | StepParts.Lifecycle,
            Predicate = NoHookLeft,
            Premise = Premises.Detached,
            Witness = Witnesses.NullNotify,
            OpenDeviceWitness = OpenDeviceWitnesses.Close,
            WhyItMatters = "The guest's next PQAP(AQIC) runs in an mdev that is no longer its own.",
        },
        new()
        {
            Id = "HOOK-02",
            Family = RuleFamily.Hook,
            NeedsHook = true,
            Sentence = "The PQAP hook of a guest is that of the mdev attached to it.",
            Sources = ["H-I2", "A-I13", "B9", "B12", "4400270ec034"],
            Reads = StepParts.Hook | StepParts.Lifecycle,
            Predicate = HookIsTheMdevs,
            Premise = Premises.Attached,
            Witness = Witnesses.Attach,
            OpenDeviceWitness = OpenDeviceWitnesses.Attach,
            WhyItMatters = "The guest cannot enable interrupts of its queues, or does so in another mdev.",
        },
        new()
        {
            Id = "HOOK-03",
            Family = RuleFamily.Hook,
            NeedsHook = true,
            Sentence = "No guest's PQAP hook lies in freed memory.",
            Sources = ["H-I2", "H-I7", "B1c", "B5", "B12"],
            Reads = StepParts.Hook | StepParts.Life,
            Predicate = NoHookInFreedMemory,
            Premise = Premises.Freed,
            Witness = Witnesses.WholeLife,
            OpenDeviceWitness = OpenDeviceWitnesses.WholeLife,
            WhyItMatters = "The guest's next PQAP(AQIC) makes the host jump through freed memory.",
        },
        new()
        {
            Id = "HOOK-04",
            Family = RuleFamily.Hook,
            NeedsHook = true,
            Sentence = "A guest's PQAP hook changes under the write side of its own lock, in kernels without one under the driver's.",
            Sources = ["A-I18", "B2", "1e753732bda6", "vfio-ap-locking.rst"],
            When = JudgedWhen.EachEffect,
            Needs = Features.Locks,
            Reads = StepParts.Moments,
            Predicate = InsideCalls.HookIsWrittenUnderItsLock,
            Premise = static (in Step step) => InsideCalls.Any(step, MomentKind.Hook),
            Witness = Witnesses.AttachLocked,
            OpenDeviceWitness = OpenDeviceWitnesses.AttachLocked,
            WhyItMatters = "A vcpu that is just being intercepted runs in an mdev that lets go of its guest, or is freed.",
        },
        new()
        {
            Id = "HOOK-05",
            Family = RuleFamily.Hook,
            NeedsHook = true,
            Sentence = "A guest's PQAP hook is called under the read side of its lock, in kernels where it has one.",
            Sources = ["A-I18", "B5", "vfio-ap-locking.rst"],
            When = JudgedWhen.EachEffect,
            Needs = Features.Irq | Features.Locks,
            Reads = StepParts.Moments,
            Predicate = InsideCalls.HookIsCalledUnderItsLock,
            Premise = static (in Step step) => InsideCalls.Any(step, MomentKind.HookCall),
            Witness = Witnesses.AqicLocked,
            OpenDeviceWitness = OpenDeviceWitnesses.AqicLocked,
            WhyItMatters = "The mdev that the hook lies in is taken away while the hook runs.",
        },
    ];

    private static bool NoHookLeft(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.After.HookOf(k) is { } m && step.LifecyclesAfter.MdevOf(k) is null)
            {
                evidence = new Evidence(EvidenceColumn.Hook, m, k, Text: Left(step, k, m));
                return false;
            }
        }

        return true;
    }

    private static string Left(in Step step, KvmId k, MdevId m) => Say.HookLeft(k, m, SecondGuest.Clause(step, k, EvidenceColumn.Hook));

    private static bool HookIsTheMdevs(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.LifecyclesAfter.MdevOf(k) is { } m && step.After.HookOf(k) != m)
            {
                evidence = new Evidence(EvidenceColumn.Hook, m, k, Text: Say.HookWrong(k, step.After.HookOf(k), m));
                return false;
            }
        }

        return true;
    }

    private static bool NoHookInFreedMemory(in Step step, ref Evidence evidence)
    {
        // Look at every guest: a freed mdev leaves dangling hooks in guests that this step does not touch.
        for (byte i = 0; i < step.After.Layout.Kvms.Length; i++)
        {
            var k = new KvmId(i);
            if (step.After.HookOf(k) is { } m && step.After.LifeOf(m) == MdevLife.Freed && Reach.IsSettled(step, k))
            {
                evidence = new Evidence(EvidenceColumn.Hook, m, k, Text: Say.HookFreed(k, m));
                return false;
            }
        }

        return true;
    }
}
