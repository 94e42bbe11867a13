using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>References on a guest: one for each mdev attached to it, no more, no fewer.</summary>
internal static class KvmRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "KVM-01",
            Family = RuleFamily.Kvm,
            Sentence = "The driver holds no more references on a guest than there are mdevs attached to it.",
            Sources = ["H-I1", "A-I16", "B1", "B9", "f21916ec4826", "R1b"],
            Reads = StepParts.References | StepParts.Lifecycle,
            Predicate = NoReferenceLeft,
            Premise = Premises.Detached,
            Witness = Witnesses.NullNotify,
            OpenDeviceWitness = OpenDeviceWitnesses.Close,
            WhyItMatters = "A guest whose references never reach zero is never destroyed: its memory stays until the host is restarted.",
        },
        new()
        {
            Id = "KVM-02",
            Family = RuleFamily.Kvm,
            Sentence = "The driver holds one reference on a guest for each mdev attached to it.",
            Sources = ["H-I1", "A-I16", "A-I17", "R1b"],
            Reads = StepParts.References | StepParts.Lifecycle,
            Predicate = ReferenceHeld,
            Premise = Premises.Attached,
            Witness = Witnesses.Attach,
            OpenDeviceWitness = OpenDeviceWitnesses.Attach,
            WhyItMatters = "The guest can be destroyed under a driver that still has a pointer to it; a driver that dropped the pointer, too, has lost the guest of an open mdev.",
        },
        new()
        {
            Id = "KVM-03",
            Family = RuleFamily.Kvm,
            Sentence = "No reference is given back that is not held.",
            Sources = ["H-I1", "B2", "thread-2020-12-02"],
            When = JudgedWhen.EachEffect,
            Reads = StepParts.Faults,
            Predicate = (in Step step, ref Evidence evidence) =>
                FaultRules.None(step, FaultKind.RefUnderflow, EvidenceColumn.References, ref evidence),
            Premise = ReferenceGivenBack,
            Witness = Witnesses.Attach + "release m0\n",
            OpenDeviceWitness = OpenDeviceWitnesses.Close,
            WhyItMatters = "A reference too many given back destroys a guest that still runs.",
        },
        new()
        {
            Id = "KVM-04",
            Family = RuleFamily.Kvm,
            Sentence = "A guest lives as long as an mdev names it or is attached to it.",
            Sources = ["A-I17", "H-I7", "R0"],
            Needs = Features.VmFds,
            Reads = StepParts.Life | StepParts.NamedGuest | StepParts.Lifecycle,
            Predicate = NamedGuestLives,
            Premise = static (in Step step) => Premises.Attached(step) && step.Operation.Kind is OperationKind.CloseVm
                or OperationKind.CloseVcpu or OperationKind.CloseKvmVfio,
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=vmfds
                create m0
                open m0
                set_kvm m0 k0
                close_vm k0
                close_vcpu k0

                """,
            OpenDeviceWitness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=vmfds
                create m0
                set_kvm m0 k0
                open m0
                close_vm k0
                close_vcpu k0

                """,
            WhyItMatters = "The driver would write masks into a guest's memory after it was freed, unless it has forgotten that guest while user space has not.",
        },
    ];

    private static bool NoReferenceLeft(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            var refs = step.After.DriverRefsOf(k);
            if (refs > step.LifecyclesAfter.CountOf(k))
            {
                evidence = new Evidence(EvidenceColumn.References, Kvm: k, Text: Surplus(step, k, refs));
                return false;
            }
        }

        return true;
    }

    private static bool ReferenceHeld(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            var refs = step.After.DriverRefsOf(k);
            if (refs < step.LifecyclesAfter.CountOf(k))
            {
                evidence = new Evidence(EvidenceColumn.References, step.LifecyclesAfter.MdevOf(k), k, Text: Wanting(step, k, refs));
                return false;
            }
        }

        return true;
    }

    private static bool NamedGuestLives(in Step step, ref Evidence evidence)
    {
        // Look at every mdev: a destroyed guest leaves dangling pointers in mdevs that this step does not touch.
        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.After.IsBusy(m) || step.After.LifeOf(m) != MdevLife.Live)
                continue;
            var named = step.After.KvmOf(m);
            if ((named ?? step.LifecyclesAfter.KvmOf(m)) is { } k && step.After.LifeOf(k) != KvmLife.Live)
            {
                evidence = new Evidence(EvidenceColumn.State, m, k,
                    Text: named is null ? Say.AttachedToDestroyedGuest(m, k) : Say.NamesDestroyedGuest(m, k));
                return false;
            }
        }

        return true;
    }

    private static string Surplus(in Step step, KvmId k, int refs) => SecondGuest.Clause(step, k, EvidenceColumn.References) is { } clause
        ? Say.SurplusReference(k, refs, clause)
        : Say.References(k, refs, step.LifecyclesAfter.CountOf(k));

    private static string Wanting(in Step step, KvmId k, int refs)
    {
        var mdevs = step.LifecyclesAfter.CountOf(k);
        return step.LifecyclesAfter.MdevOf(k) is { } m && step.After.KvmOf(m) is null
            ? Say.LostReference(k, refs, mdevs, m)
            : Say.References(k, refs, mdevs);
    }

    private static bool ReferenceGivenBack(in Step step)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.After.DriverRefsOf(k) < step.Before.DriverRefsOf(k))
                return true;
        }

        return false;
    }
}
