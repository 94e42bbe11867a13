using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>The named sets of calls: which threads of a host can meet in this driver. Written from the history and from what the driver's callers are, not from a revision's code.</summary>
public static class ThreadSets
{
    private const string Attached = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0
        open m0

        """;

    private static readonly string TwoVcpus = Attached.Replace(",secure", ",vcpus", StringComparison.Ordinal);

    private const string Assigned = """
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0

        """;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ThreadSet> All { get; } =
    [
        ThreadSet.Of("protect-close", "the last close, the switch to protected mode, a guest's PQAP(AQIC)", "B4 B5 B7", Attached + """
            t1: release m0
            t2: pv_enable k0
            t3: aqic_enable k0 05.0006 isc=3 nib=0x12000
            """),
        ThreadSet.Of("protect-null", "the group taken from the guest, the switch to protected mode, PQAP(AQIC)", "B4 B5 B7", Attached + """
            t1: set_kvm m0 null
            t2: pv_enable k0
            t3: aqic_enable k0 05.0006 isc=3 nib=0x12000
            """, Era.Notifier),
        ThreadSet.Of("protect-open", "an open that attaches, the switch to protected mode, PQAP(AQIC)", "B4 B7",
            "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure\n" + Assigned + """
            t1: open m0
            t2: pv_enable k0
            t3: aqic_enable k0 05.0006 isc=3 nib=0x12000
            """),
        ThreadSet.Of("protect-assign", "an assignment taken back from a running guest, the switch to protected mode, PQAP(AQIC)", "", Attached + """
            t1: unassign_adapter m0 05
            t2: pv_enable k0
            t3: aqic_enable k0 05.0006 isc=3 nib=0x12000
            """, Era.OpenDevice),
        ThreadSet.Of("hook-removed", "a close and a removal, PQAP(AQIC)", "B5", Attached + """
            t1: release m0
            t1: remove m0
            t2: aqic_enable k0 05.0006 isc=3 nib=0x12000
            """),
        ThreadSet.Of("hook-torn", "the last close, PQAP(AQIC), and a compiler that makes two stores of one", "B6",
            Attached.Replace(",secure", " tearing=on", StringComparison.Ordinal) + """
            t1: release m0
            t2: aqic_enable k0 05.0006 isc=3 nib=0x12000
            """),
        ThreadSet.Of("two-vcpus", "PQAP(AQIC) by two vcpus of one guest, for one queue", "", TwoVcpus + """
            aqic_enable k0 05.0006 isc=3 nib=0x12000
            advance 20ms
            t1: aqic_disable k0 05.0006
            t2: aqic_enable k0 05.0006 isc=3 nib=0x12000 vcpu=1
            """),
        ThreadSet.Of("two-vcpus-close", "PQAP(AQIC) by two vcpus of one guest, the last close", "B5", TwoVcpus + """
            t1: release m0
            t2: aqic_enable k0 05.0006 isc=3 nib=0x12000
            t3: aqic_disable k0 05.0006 vcpu=1
            """),
        ThreadSet.Of("two-vcpus-protect", "PQAP(AQIC) by two vcpus of one guest, the switch to protected mode", "B4", TwoVcpus + """
            t1: pv_enable k0
            t2: aqic_enable k0 05.0006 isc=3 nib=0x12000
            t3: aqic_enable k0 05.0006 isc=3 nib=0x12000 vcpu=1
            """),
        ThreadSet.Of("two-ends", "the group taken from the guest, the last close", "B2 B14", Attached + """
            t1: set_kvm m0 null
            t2: release m0
            """, Era.Notifier),
        ThreadSet.Of("attach-close", "the group given to a guest, the last close", "", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,locks
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            open m0
            t1: set_kvm m0 k0
            t2: release m0
            """, Era.Notifier),
        ThreadSet.Of("open-null", "an open that is told of the guest, the group taken from it", "", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,locks
            create m0
            set_kvm m0 k0
            t1: open m0
            t2: set_kvm m0 null
            """, Era.Notifier),
        ThreadSet.Of("two-mdevs", "one guest given two mdevs", "B8", """
            scope mdevs=2 kvms=1 adapters=05 domains=0006 features=locks
            create m0
            create m1
            open m0
            open m1
            t1: set_kvm m0 k0
            t2: set_kvm m1 k0
            """, Era.Notifier),
        ThreadSet.Of("two-opens", "two mdevs of one guest opened", "B8 B16", """
            scope mdevs=2 kvms=1 adapters=05 domains=0006 features=locks
            create m0
            create m1
            set_kvm m0 k0
            set_kvm m1 k0
            t1: open m0
            t2: open m1
            """),
        ThreadSet.Of("open-vm-end", "an open, the close of the kvm-vfio descriptor and of the guest's others", "B15 B16", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=locks,vmfds
            create m0
            set_kvm m0 k0
            t1: open m0
            t2: close_kvm_vfio k0
            t3: close_vcpu k0
            t3: close_vm k0
            """),
        ThreadSet.Of("close-vm-end", "the last close, the close of the guest's descriptors", "B14 B15 B16", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=locks,vmfds
            create m0
            set_kvm m0 k0
            open m0
            t1: release m0
            t2: close_kvm_vfio k0
            t3: close_vcpu k0
            t3: close_vm k0
            """),
        ThreadSet.Of("create-open", "an mdev created and opened, another one of the same guest opened", "S12", """
            scope mdevs=2 kvms=1 adapters=05 domains=0006 features=locks
            create m0
            set_kvm m0 k0
            t1: create m1
            t2: set_kvm m1 k0
            t2: open m1
            t3: open m0
            """, Era.OpenDevice),
        ThreadSet.Of("assign-assign", "one queue assigned to two mdevs", "", """
            scope mdevs=2 kvms=1 adapters=05 domains=0006 features=masks,locks
            create m0
            create m1
            assign_adapter m0 05
            assign_domain m1 0006
            t1: assign_domain m0 0006
            t2: assign_adapter m1 05
            """),
        ThreadSet.Of("assign-open", "an assignment, an open that attaches, PQAP(AQIC)", "", """
            scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,locks
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            set_kvm m0 k0
            t1: assign_adapter m0 06
            t2: open m0
            t3: aqic_enable k0 05.0006 isc=3 nib=0x12000
            """),
        ThreadSet.Of("unassign-close", "an unassignment, the last close, PQAP(AQIC)", "", Attached + """
            t1: unassign_adapter m0 05
            t2: release m0
            t3: aqic_enable k0 05.0006 isc=3 nib=0x12000
            """),
        ThreadSet.Of("unbind-close", "a queue unbound, the last close, PQAP(AQIC)", "", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,binding
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            set_kvm m0 k0
            open m0
            aqic_enable k0 05.0006 isc=3 nib=0x12000
            t1: unbind 05.0006
            t2: release m0
            t3: aqic_disable k0 05.0006
            """),
        ThreadSet.Of("bind-remove", "a queue bound, an mdev closed and removed", "", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,binding
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            unbind 05.0006
            set_kvm m0 k0
            open m0
            t1: bind 05.0006
            t2: release m0
            t2: remove m0
            """),
        ThreadSet.Of("bind-assign", "a queue bound, its adapter assigned", "", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,locks,binding
            create m0
            assign_domain m0 0006
            unbind 05.0006
            t1: bind 05.0006
            t2: assign_adapter m0 05
            """, Era.OpenDevice),
        ThreadSet.Of("bind-fails-status", "a queue whose probe fails when its files are there, its status read", "", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,locks,binding,text,failures
            unbind 05.0006
            t1: bind 05.0006 fail=alloc
            t2: status 05.0006
            """, Era.OpenDevice),
        ThreadSet.Of("bind-status", "a queue bound, its status read", "B38", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,locks,binding,text
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            unbind 05.0006
            t1: bind 05.0006
            t2: status 05.0006
            """, Era.OpenDevice),
        ThreadSet.Of("config-create", "the host's configuration changed, an mdev created, a queue bound", "B40 B41", """
            scope mdevs=2 kvms=1 adapters=05 domains=0006 features=masks,locks,hw,binding
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            unbind 05.0006
            t1: host_config -05
            t2: create m1
            t3: bind 05.0006
            """, Era.OpenDevice),
        ThreadSet.Of("config-close", "the host's configuration changed, the last close, an unassignment", "B34", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,locks,hw
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            set_kvm m0 k0
            open m0
            t1: host_config -05
            t2: release m0
            t3: unassign_adapter m0 05
            """, Era.OpenDevice),
        ThreadSet.Of("request", "a removal asks for the device, the eventfd it signals is taken away", "S4", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=locks,eventfds
            create m0
            set_kvm m0 k0
            open m0
            set_irq m0 req on
            t1: request m0
            t2: set_irq m0 req off
            """, Era.OpenDevice),
        ThreadSet.Of("unmap", "an unmap of the page of a queue's interrupts, PQAP(AQIC), the last close", "S8", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            set_kvm m0 k0
            open m0
            aqic_enable k0 05.0006 isc=3 nib=0x12000
            t1: dma_unmap m0 iova=0x12000 pages=1
            t2: aqic_disable k0 05.0006
            t3: release m0
            """),
        ThreadSet.Of("two-unmaps", "two unmaps of one container, PQAP(AQIC) of another queue", "S8", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,irq,locks
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            assign_domain m0 0007
            set_kvm m0 k0
            open m0
            aqic_enable k0 05.0006 isc=3 nib=0x12000
            t1: dma_unmap m0 iova=0x12000 pages=1
            t2: dma_unmap m0 iova=0x12000 pages=1
            t3: aqic_enable k0 05.0007 isc=3 nib=0x12000
            """),
        ThreadSet.Of("reset-close", "VFIO_DEVICE_RESET, the last close, PQAP(AQIC)", "S6", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,reset
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            set_kvm m0 k0
            open m0
            t1: reset m0
            t2: release m0
            t3: aqic_enable k0 05.0006 isc=3 nib=0x12000
            """),
        ThreadSet.Of("reset-unbind", "VFIO_DEVICE_RESET of two queues, one of them unbound", "", """
            scope mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,irq,locks,binding,reset
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            assign_domain m0 0007
            set_kvm m0 k0
            open m0
            aqic_enable k0 05.0006 isc=3 nib=0x12000
            t1: reset m0
            t2: unbind 05.0007
            """),
    ];

    /// <summary>The set called <paramref name="name"/>; null when there is none.</summary>
    public static ThreadSet? Find(string name) => All.FirstOrDefault(set => set.Name == name);
}
