using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>What a queue's last user leaves behind.</summary>
internal static class ResetRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "RESET-01",
            Family = RuleFamily.Reset,
            Sentence = "A queue holds data of a guest only while an mdev attached to the guest has it, or a reset clears it.",
            Sources = ["H-I11", "A-I26", "B1b", "f21916ec4826"],
            Only = Era.Notifier,
            Needs = Features.Masks | Features.Messages,
            Reads = StepParts.QueueData | StepParts.Matrix | StepParts.Lifecycle,
            Predicate = NoDataLeft,
            Premise = Premises.DetachedWithData,
            Witness = Witnesses.Message + "set_kvm m0 null\n",
            WhyItMatters = "The queue's next user gets the guest's replies and secrets.",
        },
        new()
        {
            Id = "RESET-02",
            Family = RuleFamily.Reset,
            Sentence = "No queue in the masks of a guest holds data of another guest or of the host, unless a reset clears it.",
            Sources = ["A-I26", "A-I27", "H-I11"],
            Needs = Features.Masks | Features.Messages,
            Reads = StepParts.QueueData | StepParts.Masks | StepParts.QueueLinks,
            Predicate = NoForeignData,
            Premise = MasksWereSet,
            Witness = "scope mdevs=1 kvms=2 adapters=05 domains=0006 features=masks,messages\n" + Witnesses.QueueOfK0
                + Witnesses.MessageOfK0 + "set_kvm m0 null\nadvance 140ms\nset_kvm m0 k1\n",
            OpenDeviceWitness = "scope mdevs=1 kvms=2 adapters=05 domains=0006 features=masks,messages\n" + OpenDeviceWitnesses.QueueOfK0
                + Witnesses.MessageOfK0 + OpenDeviceWitnesses.Release + "advance 140ms\nset_kvm m0 null\nset_kvm m0 k1\nopen m0\n",
            WhyItMatters = "The guest reads another's replies.",
        },
        new()
        {
            Id = "RESET-03",
            Family = RuleFamily.Reset,
            Sentence = "A queue that leaves a guest while it stays the host's is reset.",
            Sources = ["H-I11", "A-I33", "B28"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Messages,
            Reads = StepParts.Masks,
            Predicate = QueueLinks.AreReset,
            Premise = QueueLinks.SomeLeaveWithData,
            Witness = OpenDeviceWitnesses.Message + OpenDeviceWitnesses.Release,
            WhyItMatters = "The guest's requests and replies are still there when the queue comes back, to whomever it does.",
        },
        new()
        {
            Id = "RESET-04",
            Family = RuleFamily.Reset,
            Sentence = "A reset of the device that succeeds resets each queue of the mdev.",
            Sources = ["H-I11", "A-I26"],
            Only = Era.OpenDevice,
            Needs = Features.Masks | Features.Messages | Features.Reset,
            Reads = StepParts.DeviceReset,
            Predicate = QueueLinks.AreResetOnRequest,
            Premise = QueueLinks.SomeAreResetWithData,
            Witness = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,messages,reset\n" + OpenDeviceWitnesses.QueueOfK0
                + Witnesses.MessageOfK0 + "reset m0\n",
            WhyItMatters = "The guest starts anew and finds the replies, and the interrupts, of the system that ran before.",
        },
        new()
        {
            Id = "RESET-05",
            Family = RuleFamily.Reset,
            Sentence = "A queue that a call takes from a guest is reset after the guest's masks have lost it.",
            Sources = ["A-I32", "A-I21", "RST-2024"],
            Needs = Features.Masks,
            Reads = StepParts.Moments,
            Predicate = CallOrder.ResetsFollowTheMasks,
            Premise = CallOrder.TakesQueuesFromAGuest,
            Witness = Witnesses.AttachQueue + "set_kvm m0 null\n",
            OpenDeviceWitness = OpenDeviceWitnesses.AttachQueue + OpenDeviceWitnesses.Release,
            WhyItMatters = "The guest sends messages to a queue that was just emptied: its next user gets them.",
        },
        new()
        {
            Id = "RESET-06",
            Family = RuleFamily.Reset,
            Sentence = "A queue that stays with a running guest is not reset, unless the guest or VFIO_DEVICE_RESET asks for it.",
            Sources = ["A-I26", "A-I33", "H-I11"],
            Only = Era.OpenDevice,
            Needs = Features.Masks,
            Reads = StepParts.Moments,
            Predicate = KeptQueues.AreNotReset,
            Premise = KeptQueues.SomeAreKept,
            Witness = "scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks\n" + OpenDeviceWitnesses.QueueOfK0
                + "assign_adapter m0 06\nunassign_adapter m0 06\n",
            WhyItMatters = "The guest's requests and replies are gone, and its interrupts are off, while it goes on using the queue.",
        },
    ];

    private static bool NoDataLeft(in Step step, ref Evidence evidence)
    {
        // An untouched queue loses its user only when a lifecycle or a matrix changes.
        if (step.LifecyclesBefore != step.LifecyclesAfter
            || step.Operation.Kind is OperationKind.UnassignAdapter or OperationKind.UnassignDomain)
        {
            foreach (var queue in step.After.UsedQueues)
            {
                if (!NoDataLeft(step, queue, ref evidence))
                    return false;
            }

            return true;
        }

        foreach (var queue in step.Touched.Queues)
        {
            if (!NoDataLeft(step, queue, ref evidence))
                return false;
        }

        return true;
    }

    private static bool NoDataLeft(in Step step, int queue, ref Evidence evidence)
    {
        var fields = step.After.Layout.Queues[queue];
        var residue = step.After[fields.Residue];
        if (residue <= Queues.ResidueHost || step.After[fields.Reset] == Queues.ResetZapq)
            return true;
        var k = new KvmId((byte)(residue - 2));
        var m = step.LifecyclesAfter.MdevOf(k);
        if ((m is { } mdev && Queues.IsIn(step.After, mdev, queue)) || step.After.IsBusy(k) || !Reach.IsSettled(step, queue))
            return true;
        evidence = new Evidence(EvidenceColumn.Queue, m, k, queue, Say.Data(step.Scope, queue, k));
        return false;
    }

    private static bool NoForeignData(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.Touched.Queues)
        {
            for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
            {
                if (!NoForeignData(step, Reach.Guest(guests), queue, ref evidence))
                    return false;
            }
        }

        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            var fields = step.After.Layout.Kvms[k.Value];
            if (step.After[fields.Apm] == step.Before[fields.Apm] && step.After[fields.Aqm] == step.Before[fields.Aqm])
                continue;
            foreach (var queue in step.After.UsedQueues)
            {
                if (!NoForeignData(step, k, queue, ref evidence))
                    return false;
            }
        }

        return true;
    }

    private static bool NoForeignData(in Step step, KvmId k, int queue, ref Evidence evidence)
    {
        var fields = step.After.Layout.Queues[queue];
        var residue = step.After[fields.Residue];
        if (residue == 0 || residue == k.Value + 2u || step.After[fields.Reset] == Queues.ResetZapq
            || !Queues.IsIn(step.After, k, queue) || Queues.IsBeyondReset(step, queue) || !Reach.IsSettled(step, queue))
            return true;
        evidence = new Evidence(EvidenceColumn.Queue, null, k, queue, Say.Data(step.Scope, queue, k, residue));
        return false;
    }

    private static bool MasksWereSet(in Step step)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            if (step.Before.MasksAreZero(Reach.Guest(guests)) && !step.After.MasksAreZero(Reach.Guest(guests)))
                return true;
        }

        return false;
    }
}
