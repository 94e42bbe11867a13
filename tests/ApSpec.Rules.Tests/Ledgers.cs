namespace ApSpec.Rules.Tests;

/// <summary>Scopes and ledgers that many cases start from.</summary>
internal static class Ledgers
{
    public const string Small = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=none";
    public const string Masks = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,control";
    public const string Irq = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,irq";
    public const string Messages = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,messages";
    public const string Everything = "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all";

    /// <summary>m0 lives and has no descriptor.</summary>
    public const string Created = "m0.life=1 world.instances=1 ";

    /// <summary>m0 is open and has no guest.</summary>
    public const string Opened = Created + "m0.opens=1 m0.group_notifier=1 m0.iommu_notifier=1 world.module_refs=1 ";

    /// <summary>m0 has k0: reference, hook and pointer.</summary>
    public const string Attached = Opened + "m0.group.kvm=k0 m0.kvm=k0 k0.driver_refs=1 k0.pqap_hook=m0 ";

    /// <summary>m0 has adapter 05 and domain 0006.</summary>
    public const string Matrix = "m0.matrix.apm=05 m0.matrix.aqm=0006 ";

    /// <summary>m0 has k0 and k0 its masks.</summary>
    public const string AttachedQueue = Attached + Matrix + "k0.crycb.apm=05 k0.crycb.aqm=0006 ";

    /// <summary>Queue 05.0006 raises interrupts for k0.</summary>
    public const string Aqic = AttachedQueue + "k0.gisc[3]=1 m0.pins[0x12]=1 " + AqicQueue;

    /// <summary>The fields of queue 05.0006 with interrupts on.</summary>
    public const string AqicQueue = "05.0006.matrix_mdev=m0 05.0006.saved_isc=1 05.0006.saved_pfn=1 05.0006.irq=2 "
        + "05.0006.irq.page=1 05.0006.irq.isc=1 05.0006.irq.kvm=k0 ";

    public const string IsAttached = "m0=Attached:k0";
    public const string IsOpened = "m0=Opened";
}
