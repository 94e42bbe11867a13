namespace ApSpec.Rules;

/// <summary>
/// The traces of <see cref="Witnesses"/> for the open_device era: the guest is set before the first open, and detached at the last
/// close.
/// </summary>
internal static class OpenDeviceWitnesses
{
    /// <summary>A guest is attached.</summary>
    public const string Attach = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=none
        create m0
        set_kvm m0 k0
        open m0

        """;

    /// <summary>A guest is attached, and detached at the close.</summary>
    public const string Close = Attach + Release;

    /// <summary>An mdev lives from create to remove, with a guest.</summary>
    public const string WholeLife = Close + "remove m0\n";

    /// <summary>An mdev with queue 05.0006 is attached.</summary>
    public const string AttachQueue = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks\n" + QueueOfK0;

    /// <summary>The guest enables interrupts of its queue.</summary>
    public const string Aqic =
        "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq\n" + QueueOfK0 + Witnesses.AqicOfK0;

    /// <summary>An mdev with queue 05.0006 is attached; the scope shows locks.</summary>
    public const string AttachLocked = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks\n" + QueueOfK0;

    /// <summary>And the guest enables interrupts of its queue.</summary>
    public const string AqicLocked = AttachLocked + Witnesses.AqicOfK0;

    /// <summary>The guest enables interrupts, and is detached at the close.</summary>
    public const string AqicClose = Aqic + Release;

    /// <summary>The guest sends a message.</summary>
    public const string Message =
        "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,messages\n" + QueueOfK0 + Witnesses.MessageOfK0;

    /// <summary>Operations: m0 gets queue 05.0006 and k0.</summary>
    public const string QueueOfK0 = """
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0
        open m0

        """;

    /// <summary>Operation: the last descriptor of m0 is closed.</summary>
    public const string Release = "release m0\n";
}
