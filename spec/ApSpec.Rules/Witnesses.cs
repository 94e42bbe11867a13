namespace ApSpec.Rules;

/// <summary>Traces that several rules share as their witness.</summary>
internal static class Witnesses
{
    /// <summary>A guest is attached.</summary>
    public const string Attach = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=none
        create m0
        open m0
        set_kvm m0 k0

        """;

    /// <summary>A guest is attached, then set to NULL.</summary>
    public const string NullNotify = Attach + """
        set_kvm m0 null

        """;

    /// <summary>An mdev lives from create to remove, with a guest.</summary>
    public const string WholeLife = NullNotify + """
        release m0
        remove m0

        """;

    /// <summary>An mdev with queue 05.0006 is attached.</summary>
    public const string AttachQueue = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks\n" + QueueOfK0;

    /// <summary>The guest enables interrupts of its queue.</summary>
    public const string Aqic = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq\n" + QueueOfK0 + AqicOfK0;

    /// <summary>An mdev with queue 05.0006 is attached; the scope shows locks.</summary>
    public const string AttachLocked = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks\n" + QueueOfK0;

    /// <summary>And the guest enables interrupts of its queue.</summary>
    public const string AqicLocked = AttachLocked + AqicOfK0;

    /// <summary>The guest enables interrupts, then is set to NULL.</summary>
    public const string AqicNull = Aqic + "set_kvm m0 null\n";

    /// <summary>The guest sends a message.</summary>
    public const string Message = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,messages\n" + QueueOfK0 + MessageOfK0;

    /// <summary>Operations: m0 gets queue 05.0006 and k0.</summary>
    public const string QueueOfK0 = """
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        open m0
        set_kvm m0 k0

        """;

    /// <summary>Operation: k0 enables interrupts of 05.0006.</summary>
    public const string AqicOfK0 = "aqic_enable k0 05.0006 isc=3 nib=0x12000\n";

    /// <summary>Operation: k0 sends a message to 05.0006.</summary>
    public const string MessageOfK0 = "nqap k0 05.0006 psmid=1\n";
}
