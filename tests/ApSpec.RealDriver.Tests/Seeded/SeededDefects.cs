using System.Collections.Immutable;
using static ApSpec.RealDriver.Tests.Seeded.SeededDefect;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>The seeded defects, over all entry points of the driver.</summary>
internal static class SeededDefects
{
    private const string UpdateGuest = "vfio_ap_mdev_update_guest_apcb";

    /// <summary>Of 6.12.</summary>
    public static ImmutableArray<SeededDefect> All { get; } =
    [
        Drop("open", "vfio_ap_mdev_set_kvm", "kvm_get_kvm", "KVM-02", "KVM-03"),
        new("open", "vfio_ap_mdev_set_kvm", @"pqap_hook = &", "pqap_hook = 0 ? 0 : &", ["none"]) { What = "nothing, a control" },
        new("open", "vfio_ap_mdev_set_kvm", @"pqap_hook = &matrix_mdev->pqap_hook", "pqap_hook", ["HOOK-02"]) { What = "hook not set" },
        Drop("open", "vfio_ap_mdev_set_kvm", UpdateGuest, "MASK-11"),
        new("open", "vfio_ap_mdev_set_kvm", @"release_update_locks_for_kvm", "(void)", ["LOCK-04"]) { Nth = 2, Of = 2, What = "locks not given back" },
        new("open", "vfio_ap_mdev_set_kvm", @"return -EPERM", "return 0", ["MDEV-02"]) { What = "-EPERM reported as success" },
        new("close", "vfio_ap_mdev_unset_kvm", @"pqap_hook = NULL", "pqap_hook", ["HOOK-01"]) { What = "hook not reset" },
        Drop("close", "vfio_ap_mdev_unset_kvm", "kvm_arch_crypto_clear_masks", "MASK-01"),
        Drop("close", "vfio_ap_mdev_unset_kvm", "vfio_ap_mdev_reset_queues", "RESET-03", "IRQ-04"),
        Drop("close", "vfio_ap_mdev_unset_kvm", "kvm_put_kvm", "KVM-01"),
        new("close", "vfio_ap_mdev_unset_kvm", @"matrix_mdev->kvm = NULL", "matrix_mdev->kvm", ["MDEV-03"]) { What = "guest still named" },
        new("close", "vfio_ap_mdev_unset_kvm", @"release_update_locks_for_kvm\(kvm\)", "", ["LOCK-04"]) { What = "locks not given back" },
        new("PQAP(AQIC)", "handle_pqap", @"if \(!q\) \{", "if (!q) { return 0;", ["LOCK-04"]) { What = "returns with the lock" },
        Drop("AQIC on", "vfio_ap_irq_enable", "vfio_ap_free_aqic_resources", "IRQ-01", "IRQ-02"),
        Drop("AQIC on", "vfio_ap_irq_enable", "kvm_s390_gisc_unregister", "IRQ-01"),
        new("AQIC on", "vfio_ap_irq_enable", @"vfio_unpin_pages\([^;]*;", ";", ["IRQ-02"]) { Nth = 3, Of = 3, What = "no vfio_unpin_pages when refused" },
        Drop("AQIC off", "vfio_ap_irq_disable", "vfio_ap_free_aqic_resources", "IRQ-10"),
        Drop("AQIC off", "vfio_ap_free_aqic_resources", "vfio_unpin_pages", "IRQ-02", "IRQ-09"),
        Drop("DMA unmap", "vfio_ap_mdev_dma_unmap", "unmap_iova", "IRQ-07"),
        Drop("DMA unmap", "vfio_ap_mdev_dma_unmap", "mutex_unlock", "LOCK-04"),
        new("reset", "vfio_ap_mdev_reset_queue", @"\bap_zapq\(q->apqn, 0\)", "(struct ap_queue_status) {}", ["RESET-03"]) { What = "no ZAPQ" },
        Drop("reset", "vfio_ap_mdev_reset_queue", "queue_work", "IRQ-01", "IRQ-02", "IRQ-04", "IRQ-09"),
        Drop("reset", "apq_reset_check", "vfio_ap_free_aqic_resources", "IRQ-01", "IRQ-02", "IRQ-04", "IRQ-09") with { Nth = 2, Of = 2 },
        Drop("assign_adapter", "assign_adapter_store", UpdateGuest, "MASK-11"),
        Drop("assign_adapter", "assign_adapter_store", "clear_bit_inv", "CALL-02", "MASK-09", "MASK-06"),
        Drop("assign_adapter", "assign_adapter_store", "vfio_ap_mdev_link_adapter", "QUEUE-09"),
        new("assign_domain", "assign_domain_store", @"vfio_ap_mdev_validate_masks\(matrix_mdev\)", "0", ["MASK-06", "MASK-09"]) { What = "masks not validated" },
        Drop("unassign_adapter", "unassign_adapter_store", "clear_bit_inv", "MASK-10"),
        Drop("unassign_adapter", "vfio_ap_mdev_hot_unplug_adapters", UpdateGuest, "MASK-11"),
        Drop("unassign_adapter", "vfio_ap_mdev_hot_unplug_adapters", "vfio_ap_mdev_reset_qlist", "RESET-03"),
        Drop("unassign_domain", "vfio_ap_mdev_hot_unplug_domains", "clear_bit_inv", "MASK-12"),
        Drop("assign_control_domain", "assign_control_domain_store", UpdateGuest, "MASK-11"),
        Drop("unassign_control_domain", "unassign_control_domain_store", UpdateGuest, "MASK-11"),
        Drop("ap_config", "ap_config_store", UpdateGuest, "MASK-11"),
        Drop("ap_config", "ap_config_store", "release_update_locks_for_mdev", "LOCK-04"),
        new("SET_IRQS", "vfio_ap_set_request_irq", @"\beventfd_ctx_put\([^;]*;", ";", ["EVENT-01"]) { Nth = 1, Of = 2, What = "eventfd taken back is kept" },
        new("SET_IRQS", "vfio_ap_set_request_irq", @"\beventfd_ctx_put\([^;]*;", ";", ["EVENT-01"]) { Nth = 2, Of = 2, What = "replaced eventfd is kept" },
        new("SET_IRQS", "vfio_ap_set_request_irq", @"matrix_mdev->req_trigger = NULL", "matrix_mdev->req_trigger", ["MEM-01", "MEM-03", "KVM-03", "EVENT-01"]) { What = "pointer kept after the put" },
        Drop("probe queue", "vfio_ap_mdev_probe_queue", "vfio_ap_mdev_link_queue", "QUEUE-09"),
        new("probe queue", "vfio_ap_mdev_probe_queue", @"if \(!q\)", "if (0)", ["MEM-02"]) { What = "allocation not tested" },
        Drop("remove queue", "vfio_ap_mdev_remove_queue", "kfree", "MEM-04"),
        Drop("remove queue", "vfio_ap_mdev_remove_queue", UpdateGuest, "MASK-11"),
        Drop("remove queue", "vfio_ap_mdev_remove_queue", "reset_queues_for_apid", "RESET-03"),
        Drop("in_use", "vfio_ap_mdev_resource_in_use", "vfio_ap_mdev_verify_no_sharing", "MASK-09") with { Replacement = "ret = 0;" },
        Drop("configuration changed", "vfio_ap_mdev_hot_unplug_cfg", UpdateGuest, "MASK-11"),
        new("configuration changed", "vfio_ap_mdev_cfg_remove", @"if \(matrix_mdev->kvm\)", "if (1)", ["MEM-02", "MEM-03"]) { Nth = 1, Of = 2, What = "guest not tested before its lock" },
        Drop("scan complete", "vfio_ap_mdev_hot_plug_cfg", UpdateGuest, "MASK-11"),
        new("filter", "vfio_ap_mdev_filter_matrix", @"if \(!_queue_passable", "if (0 && !_queue_passable", ["MASK-13"]) { What = "every queue passes" },
        Drop("create", "vfio_ap_mdev_probe", "list_add", "MASK-06", "MASK-05", "MEM-02", "MEM-03"),
        Drop("remove", "vfio_ap_mdev_remove", "list_del", "MEM-01", "MEM-03"),
        Drop("remove", "vfio_ap_mdev_remove", "vfio_ap_mdev_unlink_fr_queues", "IRQ-08", "MEM-01", "QUEUE-09"),
        Drop("remove", "vfio_ap_mdev_remove", "vfio_put_device", "MDEV-05", "MEM-04"),
    ];
}
