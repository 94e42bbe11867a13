using System.Collections.Immutable;
using ApSpec.Kernel;

namespace ApSpec.Properties;

/// <summary>Seeded defects of v7.2 for the rules of the open_device era.</summary>
internal static class HotPlugMutants
{
    private const string One = "mdevs=1 kvms=1 adapters=05 domains=0006 features=";
    private const string Two = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=";
    private const string Four = "mdevs=1 kvms=1 adapters=05,06 domains=0006,0007 features=";
    private const string Open = "create m0;set_kvm m0 k0;open m0";
    private const string Assign = "create m0;assign_adapter m0 05;assign_domain m0 0006";
    private const string Queue = Assign + ";set_kvm m0 k0;open m0";
    private const string Message = Queue + ";nqap k0 05.0006 psmid=1";
    private const string Aqic = Queue + ";aqic_enable k0 05.0006 isc=3 nib=0x12000;advance 140ms";

    /// <summary>One mutant or more for each rule of that era that can have one, and is not in <see cref="MutantTable"/> itself.</summary>
    public static ImmutableArray<Mutant> All { get; } =
    [
        Drop("MASK-11", "UpdateGuestApcb", EffectKind.SetMasks, "SetShadowMasks", One + "masks", Open + ";assign_adapter m0 05"),
        Drop("MASK-12", "HotUnplugAdapters", EffectKind.Store, "ClearShadowAdapter", One + "masks", Queue + ";unassign_adapter m0 05"),
        Drop("MASK-12", "HotUnplugDomains", EffectKind.Store, "ClearShadowDomain", One + "masks", Queue + ";unassign_domain m0 0006"),
        Drop("MASK-13", "FilterMatrix", EffectKind.Store, "ClearShadowAdapter", One + "masks,binding",
            "create m0;unbind 05.0006;assign_adapter m0 05;assign_domain m0 0006"),
        Drop("MASK-13", "RemoveQueue", EffectKind.Store, "ClearShadowAdapter", One + "masks,binding", Queue + ";unbind 05.0006"),
        Drop("MASK-14", "FilterMatrix", EffectKind.Store, "StoreShadowAdapters", One + "masks,binding",
            "create m0;unbind 05.0006;assign_adapter m0 05;assign_domain m0 0006;bind 05.0006"),
        Drop("MASK-15", "FilterMatrix", EffectKind.Store, "StoreShadowDomains", One + "masks", Assign),
        Drop("MASK-15", "FilterControls", EffectKind.Store, "StoreShadowControls", One + "masks,control", Assign + ";assign_control_domain m0 0006"),
        Drop("MASK-16", "IsPassable", EffectKind.Load, "LoadResetCode", One + "masks,hw,reset",
            Queue + ";hw 05.0006 zapq=06 for 20ms;reset m0;unassign_domain m0 0006;assign_domain m0 0006"),
        Drop("MASK-17", "OnScanComplete", EffectKind.Store, "StoreAddedAdapters", Two + "masks,hw", Queue + ";host_config -05;host_config +05"),
        Drop("MASK-20", "FilterMatrix", EffectKind.Load, "LoadShadowDomains", Four + "masks,binding,eventfds",
            "create m0;unbind 06.0006;unbind 06.0007;assign_adapter m0 05;assign_adapter m0 06;assign_domain m0 0006;assign_domain m0 0007"
            + ";set_kvm m0 k0;open m0;request m0;bind 06.0006"),
        Drop("MASK-21", "HotUnplugConfig", EffectKind.Store, "StoreShadowAdapters", Two + "masks,hw", Queue + ";host_config -05"),
        Drop("LOCK-06", "AddConfig", EffectKind.Lock, "Lock", Two + "masks,hw,locks", Assign + ";host_config -05;host_config +05"),
        Drop("MDEV-14", "LinkQueue", EffectKind.Store, "StoreMdev", One + "masks,eventfds", Queue + ";request m0;release m0"),
        Drop("RESET-03", "ResetQueue", EffectKind.Instruction, "Zapq", One + "masks,messages", Message + ";release m0"),
        Drop("RESET-03", "HotUnplugAdapters", EffectKind.Store, "List", One + "masks,messages", Message + ";unassign_adapter m0 05"),
        Drop("RESET-04", "ResetQueues", EffectKind.Load, "LoadLinked", One + "masks,messages,reset", Message + ";reset m0"),
        Drop("IRQ-10", "FreeAqicResources", EffectKind.Store, "StoreSavedIsc", One + "masks,irq", Aqic + ";aqic_disable k0 05.0006"),
        Drop("IRQ-10", "FreeAqicResources", EffectKind.Store, "StoreSavedNib", One + "masks,irq", Aqic + ";aqic_disable k0 05.0006"),
        Drop("QUEUE-09", "LinkQueue", EffectKind.Store, "StoreMdev", One + "masks", Assign),
        Drop("QUEUE-09", "LinkQueue", EffectKind.ListAdd, "TableAdd", One + "masks", Assign),
        Drop("MEM-03", "DmaUnmap", EffectKind.Load, "LoadLinked", One + "masks,irq", Aqic + ";dma_unmap m0 iova=0x12000 pages=1"),
        Drop("MEM-03", "FreeAqicResources", EffectKind.Unregister, "UnpinPage", One + "masks,irq", Aqic + ";dma_unmap m0 iova=0x12000 pages=1"),
        Drop("MEM-04", "RemoveQueue", EffectKind.Unregister, "RemoveGroup", One + "binding", "create m0;unbind 05.0006"),
        Drop("CALL-04", "RemoveQueue", EffectKind.Unregister, "RemoveGroup", One + "binding", "create m0;unbind 05.0006;bind 05.0006"),
        Drop("EVENT-01", "SetRequestIrq", EffectKind.Put, "PutEventfd", One + "eventfds", Open + ";set_irq m0 req on;set_irq m0 req on"),
        Drop("EVENT-02", "SetConfigChangeIrq", EffectKind.Put, "PutEventfd", One + "eventfds",
            Open + ";set_irq m0 cfg on;set_irq m0 cfg off;release m0"),
        Drop("EVENT-04", "GetUpdateLocksForMdev", EffectKind.Lock, "Lock", One + "locks,eventfds", Open + ";set_irq m0 req on;request m0"),
    ];

    private static Mutant Drop(string rule, string function, EffectKind kind, string what, string scope, string operations) =>
        new(rule, new Mutation(function, kind, what), scope, operations, "v7.2");
}
