using System.Collections.Immutable;
using ApSpec.Kernel;

namespace ApSpec.Properties;

/// <summary>For every rule a seeded defect that it catches, with a trace on which the revision itself does not violate the rule.</summary>
internal static class MutantTable
{
    private const string One = "mdevs=1 kvms=1 adapters=05 domains=0006 features=";
    private const string TwoGuests = "mdevs=1 kvms=2 adapters=05 domains=0006 features=";
    private const string Attach = "create m0;open m0;set_kvm m0 k0";
    private const string AttachQueue = "create m0;assign_adapter m0 05;assign_domain m0 0006;open m0;set_kvm m0 k0";
    private const string Irq = AttachQueue + ";aqic_enable k0 05.0006 isc=3 nib=0x12000";
    private const string Old = "v5.3"; // the one that turns interrupts off after a reset, and looks a second time without a warning
    private const string Hot = "6.12.117";
    private const string Mainline = "v7.2";
    private const string Listener = "create m0;set_kvm m0 k0;open m0;set_irq m0 cfg on";
    private const string HotAttach = "create m0;set_kvm m0 k0;open m0";
    private const string HotQueue = "create m0;assign_adapter m0 05;assign_domain m0 0006;set_kvm m0 k0;open m0";
    private const string Message = AttachQueue + ";nqap k0 05.0006 psmid=1";

    /// <summary>One mutant or more for each rule that can have one.</summary>
    public static ImmutableArray<Mutant> All { get; } =
    [
        .. HotPlugMutants.All,
        new("KVM-01", Drop("UnsetKvm", EffectKind.Put, "Put"), One + "none", Attach + ";set_kvm m0 null"),
        new("KVM-02", Drop("SetKvm", EffectKind.Get, "Get"), One + "none", Attach),
        new("KVM-03", Drop("SetKvm", EffectKind.Get, "Get"), One + "none", Attach + ";set_kvm m0 null"),
        new("KVM-04", Drop("SetKvm", EffectKind.Get, "Get"), One + "vmfds profile=hostile",
            "create m0;open m0;notify m0 k0;close_vm k0;close_vcpu k0;close_kvm_vfio k0"),
        new("HOOK-01", Drop("UnsetKvm", EffectKind.Store, "StorePqapHook"), One + "none", Attach + ";set_kvm m0 null"),
        new("HOOK-02", Drop("SetKvm", EffectKind.Store, "StorePqapHook"), One + "none", Attach),
        new("HOOK-03", Drop("UnsetKvm", EffectKind.Store, "StorePqapHook"), One + "none", Attach + ";release m0;remove m0"),
        new("MASK-01", Drop("UnsetKvm", EffectKind.ClearMasks, "ClearMasks"), One + "masks", AttachQueue + ";set_kvm m0 null"),
        new("MASK-01", Machine("ClearMasks", "ClearAdapters"), One + "masks", AttachQueue + ";set_kvm m0 null"),
        new("MASK-01", Machine("ClearMasks", "ClearDomains"), One + "masks", AttachQueue + ";set_kvm m0 null"),
        new("MASK-01", Machine("ClearMasks", "ClearControlDomains"), One + "masks,control",
            "create m0;assign_control_domain m0 0006;open m0;set_kvm m0 k0;set_kvm m0 null"),
        new("MASK-02", Drop("GroupNotifier", EffectKind.SetMasks, "SetMasks"), One + "masks", AttachQueue),
        new("MASK-02", Machine("SetMasks", "CopyAdapters"), One + "masks", AttachQueue),
        new("MASK-02", Machine("SetMasks", "CopyDomains"), One + "masks", AttachQueue),
        new("MASK-02", Machine("SetMasks", "CopyControlDomains"), One + "masks,control",
            "create m0;assign_control_domain m0 0006;open m0;set_kvm m0 k0"),
        new("MASK-03", Drop("UnassignAdapter", EffectKind.Load, "LoadKvm"), One + "masks", AttachQueue + ";unassign_adapter m0 05"),
        new("MASK-04", Drop("UnsetKvm", EffectKind.ClearMasks, "ClearMasks"), One + "masks,hw",
            AttachQueue + ";set_kvm m0 null;host_config -05"),
        new("MASK-05", Drop("IsShared", EffectKind.Load, "ListFirst"), "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks",
            AttachQueue + ";create m1;assign_adapter m1 05;assign_domain m1 0006;open m1;set_kvm m1 k1"),
        new("MASK-06", Drop("IsShared", EffectKind.Load, "ListFirst"), "mdevs=2 kvms=1 adapters=05 domains=0006 features=masks",
            "create m0;create m1;assign_adapter m0 05;assign_domain m0 0006;assign_adapter m1 05;assign_domain m1 0006"),
        new("MASK-07", Drop("UnsetKvm", EffectKind.ClearMasks, "ClearMasks"), One + "masks,binding",
            AttachQueue + ";set_kvm m0 null;unbind 05.0006"),
        new("MASK-08", Machine("MatrixDevice", "Maximum"), One + "control,masks format=0", "create m0;assign_control_domain m0 0010"),
        new("MASK-09", Drop("UnassignAdapter", EffectKind.Store, "ClearAdapter"), One + "masks,binding",
            "create m0;assign_adapter m0 05;assign_domain m0 0006;unassign_adapter m0 05;apmask +05"),
        new("MASK-10", Drop("AssignAdapter", EffectKind.Store, "SetAdapter"), One + "masks", "create m0;assign_adapter m0 05"),
        new("MASK-10", Drop("UnassignDomain", EffectKind.Store, "ClearDomain"), One + "masks",
            "create m0;assign_domain m0 0006;unassign_domain m0 0006"),
        new("LOCK-01", Drop("GroupNotifier", EffectKind.Lock, "Lock"), One + "none", Attach),
        new("LOCK-02", Drop("PinPage", EffectKind.Unlock, "Unlock"), One + "masks,irq,hw",
            AttachQueue + ";hw 05.0006 aqic=07 for 20ms;aqic_enable k0 05.0006 isc=3 nib=0x12000"),
        new("LOCK-03", Drop("UnpinPage", EffectKind.Unlock, "Unlock"),
            "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,irq,binding,locks", Irq + ";apmask +05"),
        new("LOCK-04", Drop("GroupNotifier", EffectKind.Unlock, "Unlock"), One + "none", Attach),
        new("RESET-01", Drop("ResetQueue", EffectKind.Instruction, "Zapq"), One + "masks,messages", Message + ";set_kvm m0 null"),
        new("RESET-01", Machine("Pass", "ClearResidue"), One + "masks,messages", Message + ";set_kvm m0 null"),
        new("RESET-02", Drop("ResetQueue", EffectKind.Instruction, "Zapq"), TwoGuests + "masks,messages",
            Message + ";set_kvm m0 null;set_kvm m0 k1"),
        new("IRQ-01", Drop("IrqEnable", EffectKind.Register, "GiscRegister"), One + "masks,irq", Irq),
        new("IRQ-02", Drop("IrqEnable", EffectKind.Register, "PinPage"), One + "masks,irq", Irq),
        new("IRQ-03", Drop("IrqEnable", EffectKind.Store, "StoreSavedPfn"), One + "masks,irq", Irq),
        new("IRQ-04", Drop("FreeAqicResources", EffectKind.Unregister, "GiscUnregister"), One + "masks,irq", Irq + ";set_kvm m0 null"),
        new("IRQ-05", Drop("IrqEnable", EffectKind.Register, "PinPage"), One + "masks,irq", Irq),
        new("IRQ-06", Drop("GetQueue", EffectKind.Load, "LoadIsAssigned"), One + "masks,irq",
            Attach + ";aqic_enable k0 05.0006 isc=3 nib=0x12000"),
        new("IRQ-07", Drop("IrqDisable", EffectKind.Instruction, "AqicDisable"), One + "masks,irq,hw pages=0x12,0x13",
            AttachQueue + ";hw 05.0006 aqic=05 for 20ms;aqic_enable k0 05.0006 isc=3 nib=0x13000;advance 20ms"
            + ";aqic_enable k0 05.0006 isc=3 nib=0x12000;advance 20ms;aqic_disable k0 05.0006;dma_unmap m0 iova=0x12000 pages=2"),
        new("IRQ-08", Drop("IrqDisable", EffectKind.Store, "StoreMdev"), One + "masks,irq",
            Irq + ";advance 20ms;aqic_disable k0 05.0006;release m0;remove m0"),
        new("IRQ-09", Drop("FreeAqicResources", EffectKind.Store, "StoreSavedIsc"), One + "masks,irq", Irq + ";set_kvm m0 null"),
        new("MDEV-01", Drop("SetKvm", EffectKind.Load, "ListFirst"), "mdevs=2 kvms=1 adapters=05 domains=0006 features=none",
            Attach + ";create m1;open m1;set_kvm m1 k0"),
        new("MDEV-02", Machine("Remove", "WaitForRelease"), One + "none", "create m0;open m0;remove m0"),
        new("MDEV-03", Drop("UnsetKvm", EffectKind.Store, "StoreKvm"), One + "none", Attach + ";set_kvm m0 null"),
        new("MDEV-04", Drop("Release", EffectKind.Put, "Put"), One + "none", Attach + ";release m0"),
        new("MDEV-05", Drop("UnsetKvm", EffectKind.Store, "StoreKvm"), One + "none", Attach + ";release m0;remove m0"),
        new("MDEV-06", Drop("Remove", EffectKind.Put, "PutInstance"), One + "none", "create m0;remove m0"),
        new("MDEV-07", Drop("Open", EffectKind.Register, "RegisterGroupNotifier"), One + "none", Attach),
        new("MDEV-08", Drop("Release", EffectKind.Unregister, "UnregisterIommuNotifier"), One + "none", Attach + ";release m0"),
        new("MDEV-08", Drop("Release", EffectKind.Unregister, "UnregisterGroupNotifier"), One + "none", Attach + ";release m0"),
        new("MDEV-09", Drop("Open", EffectKind.Register, "RegisterGroupNotifier"), One + "none", "create m0;open m0"),
        new("QUEUE-01", Machine("Pass", "EmptyQueue"), One + "masks,messages", Message + ";zapq k0 05.0006;advance 20ms"),
        new("QUEUE-01", Machine("Pass", "DisableInterrupts"), One + "masks,irq,messages",
            Irq + ";advance 20ms;zapq k0 05.0006;advance 20ms"),
        new("QUEUE-02", Machine("Message", "DepthBound"), One + "masks,messages",
            Message + ";process 05.0006;nqap k0 05.0006 psmid=2;nqap k0 05.0006 psmid=3"),
        new("QUEUE-03", Drop("IrqDisable", EffectKind.Instruction, "AqicDisable"), One + "masks,irq,binding,hw",
            Irq + ";advance 20ms;hw 05.0006 zapq=05 always;unbind 05.0006", Old),
        new("QUEUE-04", Machine("DeconfigureQueues", "ResetQueues"), One + "masks,messages,hw", Message + ";deconfigure 05"),
        new("QUEUE-05", Machine("Message", "TakeRequest"), One + "masks,messages", Message + ";process 05.0006"),
        new("QUEUE-06", Machine("Message", "TestMasks"), One + "masks,messages", "create m0;nqap k0 05.0006 psmid=1"),
        new("QUEUE-07", Drop("UnsetKvm", EffectKind.ClearMasks, "ClearMasks"), One + "masks,messages,binding",
            AttachQueue + ";set_kvm m0 null;apmask +05;advance 20ms;nqap host 05.0006 psmid=1"),
        new("QUEUE-08", Machine("Reprobe", "Rebind"), One + "binding", "apmask +05"),
        new("HOOK-04", Drop("GroupNotifier", EffectKind.Lock, "Lock"), One + "locks", Attach),
        new("HOOK-04", Drop("GetUpdateLocksForKvm", EffectKind.Lock, "Lock"), One + "locks", HotAttach, Hot),
        new("HOOK-05", Drop("AqicUnderHookLock", EffectKind.Lock, "Lock"), One + "masks,irq,locks", HotQueue + ";aqic_disable k0 05.0006", Hot),
        new("MASK-18", Machine("SetMasks", "BlockVcpus"), One + "masks,locks", AttachQueue),
        new("MASK-18", Machine("ClearMasks", "RestartNested"), One + "masks,locks", AttachQueue + ";set_kvm m0 null"),
        new("MASK-18", Drop("SetMasks", EffectKind.Lock, "Lock"), One + "masks,locks", AttachQueue),
        new("MASK-19", Drop("OnConfigChanged", EffectKind.Store, "StoreInfo"), One + "masks,hw", HotQueue + ";host_config -05", Hot),
        new("MDEV-10", Drop("GroupNotifier", EffectKind.Lock, "Lock"), One + "locks", Attach),
        new("LOCK-05", Drop("Create", EffectKind.Lock, "Lock"), One + "locks", "create m0"),
        new("QUEUE-11", Machine("Zapq", "ClearStatus"), One + "masks,hw", AttachQueue + ";hw 05.0006 zapq=04 for 20ms;set_kvm m0 null"),
        new("QUEUE-12", Machine("Message", "TellReset"), One + "masks,messages", Message + ";zapq k0 05.0006;tapq k0 05.0006"),
        new("EVENT-03", Machine("Request", "SignalEventfd"), One + "eventfds",
            "create m0;set_kvm m0 k0;open m0;set_irq m0 req on;request m0", Hot),
        new("EVENT-05", Machine("SignalConfigChange", "SignalEventfd"), One + "masks,eventfds", Listener + ";assign_adapter m0 05", Mainline),
        new("EVENT-06", Drop("UpdateGuestApcb", EffectKind.SetMasks, "SetShadowMasks"), One + "masks,eventfds",
            Listener + ";assign_adapter m0 05", Mainline),
        new("IRQ-11", Drop("EnsureNibShared", EffectKind.Load, "PinShared"), One + "masks,irq,locks,secure",
            HotQueue + ";pv_enable k0;unshare k0 page=0x12000;aqic_enable k0 05.0006 isc=3 nib=0x12000", Hot),
        new("IRQ-12", Drop("HandlePqap", EffectKind.Load, "FindLinked"), One + "masks,irq", HotQueue + ";aqic_enable k0 05.0006 isc=3 nib=0x12000", Hot),
        new("MDEV-13", Machine("Remove", "WaitForRelease"), One + "none", "create m0;open m0;remove m0"),
        new("MEM-01", Drop("UnsetKvm", EffectKind.Store, "StorePqapHook"), One + "irq",
            Attach + ";release m0;remove m0;aqic_disable k0 05.0006"),
        new("MEM-02", Drop("SetKvm", EffectKind.Store, "StoreKvm"), One + "none", Attach),
        new("CALL-01", Drop("Create", EffectKind.Unlock, "Unlock"), One + "none", "create m0;remove m0"),
        new("CALL-02", Drop("Create", EffectKind.Put, "PutInstance"), One + "failures", "create m0 fail=alloc"),
        new("CALL-02", Drop("AssignAdapter", EffectKind.Store, "ClearAdapter"),
            "mdevs=2 kvms=1 adapters=05 domains=0006 features=masks",
            "create m0;assign_adapter m0 05;assign_domain m0 0006;create m1;assign_domain m1 0006;assign_adapter m1 05"),
        new("CALL-03", Drop("Release", EffectKind.Unregister, "UnregisterGroupNotifier"), One + "none",
            "create m0;open m0;release m0;open m0"),
        new("CALL-03", Drop("ResetQueue", EffectKind.Sleep, "Sleep"), One + "masks,messages,reset", Message + ";reset m0", Old),
    ];

    /// <summary>Rules that no mutant breaks, each with the reason.</summary>
    public static ImmutableArray<(string Rule, string Reason)> NoMutant { get; } =
    [
        ("MASK-22", Refusal),
        ("QUEUE-10", Refusal),
        ("EVENT-07", "a mutant leaves an effect out, and signals nothing: compiled drivers with seeded defects are its mutants"),
        ("MDEV-11", Order),
        ("MDEV-12", "an effect that is swapped is noted where it was: released drivers are its mutants (B13 in v6.0 to v6.16)"),
        ("RESET-05", Order),
        ("RESET-06", More),
        ("IRQ-13", More),
        ("IRQ-14", "KVM sets the condition code, not the driver: kernels before v6.8 are its mutants"),
        ("USER-01", Text),
        ("USER-02", Text),
        ("USER-03", Text),
        ("USER-04", Text),
        ("USER-05", Text),
    ];

    private const string Text = "a modelled driver has no text of its own: compiled drivers with seeded defects are its mutants";

    private const string Order = "a mutant moves an effect behind the next one, and no other comes between the two that the rule is about: compiled "
        + "drivers with seeded defects are its mutants";

    private const string More = "a mutant leaves an effect out, and takes less from a guest, not more: compiled drivers with seeded defects are its mutants";

    private const string Refusal = "a test that is left out passes: a mutant refuses less than the driver, never more; compiled drivers with "
        + "seeded defects are its mutants";

    private static Mutation Drop(string function, EffectKind kind, string what) => new(function, kind, what);

    private static Mutation Machine(string function, string what) => new(function, EffectKind.Environment, what);
}
