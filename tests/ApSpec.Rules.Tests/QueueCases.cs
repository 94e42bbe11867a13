using ApSpec.Architecture;
using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

internal static class QueueCases
{
    private const string MessagesBinding = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,messages,irq,binding,hw";
    private const string Nqap = "nqap k0 05.0006 psmid=1";
    private const string DataOfK0 = "05.0006.requests=1 05.0006.residue=2 ";

    public static IEnumerable<RuleCase> All()
    {
        yield return new("RESET-01", "is violated when NULL leaves the guest's data",
            "Queue: 05.0006 holds data of k0, no mdev attached to k0 has it",
            new StepBuilder(Messages, "set_kvm m0 null").Both(AttachedQueue + DataOfK0).After("m0.kvm=0").Lifecycle(IsAttached, IsOpened));
        yield return new("RESET-01", "is violated when a queue leaves the matrix of an attached mdev",
            "Queue: 05.0006 holds data of k0, no mdev attached to k0 has it",
            new StepBuilder(Messages, "unassign_adapter m0 05").Both(AttachedQueue + DataOfK0).After("m0.matrix.apm=0").Lifecycle(IsAttached));
        yield return new("RESET-01", "holds while the guest has the queue", null,
            new StepBuilder(Messages, Nqap).Both(AttachedQueue).After(DataOfK0).Lifecycle(IsAttached));
        yield return new("RESET-01", "holds while a reset clears it", null,
            new StepBuilder(Messages, "set_kvm m0 null").Before(AttachedQueue + DataOfK0)
                .After(Opened + Matrix + DataOfK0 + "05.0006.reset=2").Lifecycle(IsAttached, IsOpened));
        yield return new("RESET-02", "is violated when a guest gets a queue with another's data",
            "Queue: 05.0006 holds data of k1 and is in the masks of k0",
            new StepBuilder(Messages, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Both("05.0006.residue=3")
                .Lifecycle(IsOpened, IsAttached));
        yield return new("RESET-02", "is violated when a guest gets a queue with the host's data",
            "Queue: 05.0006 holds data of the host and is in the masks of k0",
            new StepBuilder(Messages, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Both("05.0006.residue=1")
                .Lifecycle(IsOpened, IsAttached));
        yield return new("RESET-02", "holds when the data is its own", null,
            new StepBuilder(Messages, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Both("05.0006.residue=2")
                .Lifecycle(IsOpened, IsAttached));
        yield return new("QUEUE-01", "is violated when messages survive a reset", "Queue: 05.0006 holds messages after its reset",
            new StepBuilder(Messages, "advance 20ms").Both("05.0006.requests=1").Before("05.0006.reset=1"));
        yield return new("QUEUE-01", "is violated when interrupts survive a reset", "Irq: 05.0006 raises interrupts after its reset",
            new StepBuilder(MessagesBinding, "advance 20ms").Both("05.0006.irq=2").Before("05.0006.reset=1"));
        yield return new("QUEUE-01", "holds when the reset goes on", null,
            new StepBuilder(Messages, "advance 20ms").Both("05.0006.requests=1 05.0006.reset=1"));
        yield return new("QUEUE-02", "is violated by a message too many", "Queue: 05.0006 holds more messages than its depth",
            new StepBuilder(Messages, Nqap).Both("05.0006.requests=1 05.0006.replies=1").After("05.0006.requests=2"));
        yield return new("QUEUE-02", "holds when the queue is full", null,
            new StepBuilder(Messages, Nqap).Both("05.0006.requests=1").After("05.0006.requests=2"));
        yield return new("QUEUE-03", "is violated when an unbound queue raises interrupts for a guest",
            "Irq: 05.0006 raises interrupts for a guest, vfio_ap does not have it",
            new StepBuilder(MessagesBinding, "unbind 05.0006").Both(Aqic).After("05.0006.driver=1").Lifecycle(IsAttached));
        yield return new("QUEUE-03", "holds when the unbind resets it", null,
            new StepBuilder(MessagesBinding, "unbind 05.0006").Before(Aqic).After(AttachedQueue + "05.0006.driver=1").Lifecycle(IsAttached));
        yield return new("QUEUE-04", "is violated when a deconfigured adapter keeps data",
            "Queue: 05.0006 holds data, its adapter is deconfigured",
            new StepBuilder(MessagesBinding, "deconfigure 05").Both("05.0006.residue=2").Before("05.0006.requests=1").After("world.deconfigured=05"));
        yield return new("QUEUE-04", "is violated when a deconfigured adapter raises interrupts",
            "Irq: 05.0006 raises interrupts, its adapter is deconfigured",
            new StepBuilder(MessagesBinding, "deconfigure 05").Both("05.0006.irq=2").Before("05.0006.requests=1").After("world.deconfigured=05"));
        yield return new("QUEUE-04", "holds when it is reset", null,
            new StepBuilder(MessagesBinding, "deconfigure 05").Before(DataOfK0).After("world.deconfigured=05"));
        yield return new("QUEUE-05", "is violated when a message comes from nowhere", "Queue: 05.0006 got a message that nobody sent",
            new StepBuilder(Messages, "advance 20ms").After("05.0006.replies=1"));
        yield return new("QUEUE-05", "is violated when a message lands in another queue", "Queue: 06.0006 got a message that nobody sent",
            new StepBuilder(Messages, Nqap).After("06.0006.requests=1"));
        yield return new("QUEUE-05", "holds when a request becomes a reply", null,
            new StepBuilder(Messages, "process 05.0006").Before("05.0006.requests=1").After("05.0006.replies=1"));
        yield return new("QUEUE-06", "is violated when a guest reaches a queue outside its masks",
            "Result: 'nqap k0 06.0006 psmid=1' succeeded, the queue is not in the guest's masks",
            new StepBuilder(Messages, "nqap k0 06.0006 psmid=1").Both(AttachedQueue).Returns(StepResult.Of(ResponseCode.Normal)));
        yield return new("QUEUE-06", "holds when it gets response code 01", null,
            new StepBuilder(Messages, "nqap k0 06.0006 psmid=1").Both(AttachedQueue).Returns(StepResult.Of(ResponseCode.NotAvailable)));
        yield return new("QUEUE-07", "is violated when the host uses a guest's queue",
            "Queue: 'nqap host 05.0006 psmid=1' succeeded, the queue is in a guest's masks",
            new StepBuilder(MessagesBinding, "nqap host 05.0006 psmid=1").Both(AttachedQueue).Returns(StepResult.Of(ResponseCode.Normal)));
        yield return new("QUEUE-07", "holds when the queue is the host's", null,
            new StepBuilder(MessagesBinding, "nqap host 06.0006 psmid=1").Both(AttachedQueue).Returns(StepResult.Of(ResponseCode.Normal)));
        yield return new("QUEUE-08", "is violated when vfio_ap keeps a reserved queue",
            "Queue: 05.0006 is reserved for the host, vfio_ap has it",
            new StepBuilder(MessagesBinding, "apmask +05").After("world.apmask=05"));
        yield return new("QUEUE-08", "is violated when the host's driver is bound to a free queue",
            "Queue: 05.0006 is free for vfio_ap, the host's driver has it",
            new StepBuilder(MessagesBinding, "bind 05.0006").Before("05.0006.driver=1").After("05.0006.driver=2"));
        yield return new("QUEUE-08", "holds when the reserved queue goes to the host", null,
            new StepBuilder(MessagesBinding, "apmask +05").After("world.apmask=05 05.0006.driver=2"));
        yield return new("QUEUE-08", "holds when a queue has no driver", null,
            new StepBuilder(MessagesBinding, "unbind 05.0006").After("05.0006.driver=1"));
    }
}
