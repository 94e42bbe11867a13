using System.Collections.Immutable;
using static ApSpec.RealDriver.Tests.Seeded.DefectAction;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>The defects, by entry point of the driver.</summary>
internal static class SeededDefects
{
    private const string Apcb = "vfio_ap_mdev_update_guest_apcb(";
    private const string ClearMasks = "kvm_arch_crypto_clear_masks(kvm)";
    private const string Resets = "vfio_ap_mdev_reset_queues(";
    private const string V612 = "6.12";

    public static readonly ImmutableArray<SeededDefect> All =
    [
        new("attach-without-hook", "open_device", "vfio_ap_mdev_set_kvm", "= &matrix_mdev->pqap_hook", Drop, "HOOK-02"),
        new("attach-without-reference", "open_device", "vfio_ap_mdev_set_kvm", "kvm_get_kvm(", Drop, "KVM-02"),
        new("attach-with-two-references", "open_device", "vfio_ap_mdev_set_kvm", "kvm_get_kvm(", Repeat, "KVM-01"),
        new("attach-without-guest", "open_device", "vfio_ap_mdev_set_kvm", "matrix_mdev->kvm =", Drop, "MDEV-07"),
        new("attach-without-masks", "open_device", "vfio_ap_mdev_set_kvm", Apcb, Drop, "MASK-11"),
        new("attach-to-a-taken-guest", "open_device", "vfio_ap_mdev_set_kvm", "(kvm->arch.crypto.pqap_hook)", Never, "MDEV-01 HOOK-02"),
        new("open-without-guest", "open_device", "vfio_ap_mdev_open_device", "!vdev->kvm", Never, "MEM-02"),
        new("close-that-does-nothing", "close_device", "vfio_ap_mdev_close_device", "vfio_ap_mdev_unset_kvm(", Drop, "KVM-01 HOOK-01 MASK-01"),
        new("detach-keeps-hook", "close_device", "vfio_ap_mdev_unset_kvm", "pqap_hook = NULL", Drop, "HOOK-01"),
        new("detach-keeps-masks", "close_device", "vfio_ap_mdev_unset_kvm", "kvm_arch_crypto_clear_masks(", Drop, "MASK-01"),
        new("detach-without-reset", "close_device", "vfio_ap_mdev_unset_kvm", Resets, Drop, "IRQ-04 IRQ-09 RESET-03"),
        new("detach-keeps-guest", "close_device", "vfio_ap_mdev_unset_kvm", "matrix_mdev->kvm = NULL", Drop, "MDEV-03"),
        new("detach-resets-first", "close_device", "vfio_ap_mdev_unset_kvm", ClearMasks, Replace, "RESET-05", V612, $"({Resets}matrix_mdev), {ClearMasks})"),
        new("detach-forgets-first", "close_device", "vfio_ap_mdev_unset_kvm", ClearMasks, Replace, "MDEV-11", Value: $"(matrix_mdev->kvm = NULL, {ClearMasks})"),
        new("detach-loses-shadow", "close_device", "vfio_ap_mdev_unset_kvm", ClearMasks, Replace, "MDEV-14", Value: $"(bitmap_zero(matrix_mdev->shadow_apcb.apm, 256), {ClearMasks})"),
        new("detach-without-unlock", "close_device", "vfio_ap_mdev_unset_kvm", "release_update_locks_for_kvm(", Drop, "LOCK-04"),
        new("detach-keeps-reference", "close_device", "vfio_ap_mdev_unset_kvm", "kvm_put_kvm(", Drop, "KVM-01"),
        new("detach-puts-twice", "close_device", "vfio_ap_mdev_unset_kvm", "kvm_put_kvm(", Repeat, "KVM-03"),
        new("attach-without-guest-lock", "open_device", "get_update_locks_for_kvm", "kvm->lock", Drop, "LOCK-01 MASK-18"),
        new("attach-without-outer-lock", "open_device", "get_update_locks_for_kvm", "guests_lock", Drop, "LOCK-01"),

        new("create-without-hook-function", "mdev create", "vfio_ap_mdev_init_dev", "handle_pqap", Drop, "MEM-02"),
        new("create-outside-the-list", "mdev create", "vfio_ap_mdev_probe", "list_add(", Drop, "MEM-02 MASK-06"),
        new("create-failure-leaks", "mdev create", "vfio_ap_mdev_probe", "vfio_put_device(", Drop, "MEM-04 CALL-02"),
        new("remove-stays-in-the-list", "mdev remove", "vfio_ap_mdev_remove", "list_del(", Drop, "MEM-01"),
        new("remove-keeps-queue-links", "mdev remove", "vfio_ap_mdev_remove", "vfio_ap_mdev_unlink_fr_queues(", Drop, "IRQ-08 QUEUE-09"),
        new("remove-leaks-device", "mdev remove", "vfio_ap_mdev_remove", "vfio_put_device(", Drop, "MDEV-05 MEM-04"),

        new("assign-adapter-failure-stays", "assign_adapter", "assign_adapter_store", "clear_bit_inv(", Drop, "CALL-02"),
        new("assign-adapter-without-link", "assign_adapter", "assign_adapter_store", "vfio_ap_mdev_link_adapter(", Drop, "QUEUE-09"),
        new("assign-adapter-above-maximum", "assign_adapter", "assign_adapter_store", "apid > ", Never, "MASK-08"),
        new("assign-adapter-unvalidated", "assign_adapter", "assign_adapter_store", "vfio_ap_mdev_validate_masks(", Drop, "MASK-06 MASK-09"),
        new("assign-domain-without-link", "assign_domain", "assign_domain_store", "vfio_ap_mdev_link_domain(", Drop, "QUEUE-09"),
        new("assign-domain-keeps-lock", "assign_domain", "assign_domain_store", "mutex_unlock(", Drop, "LOCK-04"),
        new("assign-domain-without-masks", "assign_domain", "assign_domain_store", Apcb, Drop, "MASK-11"),
        new("assign-control-without-masks", "assign_control_domain", "assign_control_domain_store", Apcb, Drop, "MASK-11"),
        new("sharing-allowed", "assign_adapter", "vfio_ap_mdev_verify_no_sharing", "return -EADDRINUSE", Drop, "MASK-06"),
        new("reserved-allowed", "assign_domain", "vfio_ap_mdev_validate_masks", "ap_apqn_in_matrix_owned_by_def_drv(", Never, "MASK-09"),
        new("free-refused", "assign_domain", "vfio_ap_mdev_validate_masks", "ap_apqn_in_matrix_owned_by_def_drv(", Negate, "MASK-22"),
        new("unassign-adapter-not-unplugged", "unassign_adapter", "unassign_adapter_store", "vfio_ap_mdev_hot_unplug_adapter(", Drop, "MASK-12"),
        new("unassign-domain-keeps-bit", "unassign_domain", "unassign_domain_store", "clear_bit_inv(", Drop, "MASK-10"),
        new("unassign-domain-keeps-locks", "unassign_domain", "unassign_domain_store", "release_update_locks_for_mdev(", Drop, "LOCK-04"),
        new("unassign-control-keeps-shadow", "unassign_control_domain", "unassign_control_domain_store", "clear_bit_inv(domid, matrix_mdev->shadow", Drop, "MASK-12"),
        new("unassign-keeps-mdev-in-queue", "unassign_adapter", "vfio_ap_unlink_mdev_fr_queue", "matrix_mdev = NULL", Drop, "QUEUE-09 IRQ-08"),
        new("unassign-adapter-without-reset", "unassign_adapter", "vfio_ap_mdev_hot_unplug_adapters", "vfio_ap_mdev_reset_qlist(", Drop, "RESET-03", V612),

        new("aqic-keeps-lock", "PQAP(AQIC)", "handle_pqap", "mutex_unlock(", Drop, "LOCK-04"),
        new("aqic-of-no-queue", "PQAP(AQIC)", "handle_pqap", "(!q)", Never, "MEM-02"),
        new("aqic-enable-forgets-page", "PQAP(AQIC)", "vfio_ap_irq_enable", "saved_iova = nib", Drop, "IRQ-02 IRQ-03", V612),
        new("aqic-enable-forgets-subclass", "PQAP(AQIC)", "vfio_ap_irq_enable", "saved_isc = isc", Drop, "IRQ-01 IRQ-03"),
        new("aqic-disable-frees-nothing", "PQAP(AQIC)", "vfio_ap_irq_disable", "vfio_ap_free_aqic_resources(", Drop, "IRQ-10"),
        new("aqic-refused-keeps-subclass", "PQAP(AQIC)", "vfio_ap_irq_enable", "kvm_s390_gisc_unregister(", Drop, "IRQ-01"),
        new("aqic-free-keeps-subclass", "PQAP(AQIC)", "vfio_ap_free_aqic_resources", "kvm_s390_gisc_unregister(", Drop, "IRQ-01 IRQ-04"),
        new("aqic-free-keeps-page", "PQAP(AQIC)", "vfio_ap_free_aqic_resources", "vfio_unpin_pages(", Drop, "IRQ-02"),

        new("reset-not-awaited", "reset", "vfio_ap_mdev_reset_queue", "queue_work(", Drop, "IRQ-01 IRQ-02 IRQ-04 IRQ-09", V612),
        new("unplug-adapter-keeps-masks", "unassign_adapter", "vfio_ap_mdev_hot_unplug_adapters", Apcb, Drop, "MASK-11", V612),
        new("unplug-domain-keeps-shadow", "unassign_domain", "vfio_ap_mdev_hot_unplug_domains", "clear_bit_inv(", Drop, "MASK-12", V612),
        new("unassign-control-keeps-masks", "unassign_control_domain", "unassign_control_domain_store", Apcb, Drop, "MASK-11"),
        new("filter-passes-every-queue", "filter", "vfio_ap_mdev_filter_matrix", "(!_queue_passable", Never, "MASK-13", V612),
        new("unmap-disables-nothing", "dma_unmap", "unmap_iova", "vfio_ap_irq_disable(", Drop, "IRQ-07 MEM-03", V612),
        new("unmap-keeps-lock", "dma_unmap", "vfio_ap_mdev_dma_unmap", "mutex_unlock(", Drop, "LOCK-04", V612),
        new("ioctl-keeps-lock", "ioctl", "vfio_ap_mdev_ioctl", "mutex_unlock(", Drop, "LOCK-04"),
        new("reset-waits-for-nothing", "ioctl", "vfio_ap_mdev_reset_queue", "queue_work(", Drop, "IRQ-01 IRQ-02 IRQ-04 IRQ-09", V612),
        new("eventfd-put-stays", "SET_IRQS", "vfio_ap_set_request_irq", "req_trigger = NULL", Drop, "EVENT-01 MEM-01", V612),
        new("eventfd-set-is-lost", "SET_IRQS", "vfio_ap_set_request_irq", "matrix_mdev->req_trigger = req_trigger", Drop, "EVENT-01", V612),
        new("request-is-not-relayed", "request", "vfio_ap_mdev_request", "eventfd_signal(", Drop, "EVENT-03", V612),
        new("request-takes-masks-for-a-while", "request", "vfio_ap_mdev_request", "eventfd_signal(matrix_mdev->req_trigger)", Replace, "MASK-20", V612,
            Value: "(matrix_mdev->kvm ? kvm_arch_crypto_clear_masks(matrix_mdev->kvm) : (void)0, eventfd_signal(matrix_mdev->req_trigger))"),
        new("reset-asks-for-the-device", "ioctl", "vfio_ap_mdev_ioctl", "vfio_ap_mdev_reset_queues(matrix_mdev)", Replace, "EVENT-07", V612,
            Value: "(matrix_mdev->req_trigger ? eventfd_signal(matrix_mdev->req_trigger) : (void)0, vfio_ap_mdev_reset_queues(matrix_mdev))"),
        new("aqic-of-any-page", "PQAP(AQIC)", "ensure_nib_shared", "uv_pin_shared(addr)", Replace, "IRQ-11", V612, Value: "0"),
        new("aqic-finds-no-queue", "PQAP(AQIC)", "handle_pqap", "vfio_ap_mdev_get_queue(matrix_mdev, apqn)", Replace, "IRQ-12", Value: "NULL"),
        new("config-leaks-buffer", "ap_config", "ap_config_store", "kfree(", Drop, "MEM-04", V612),
        new("config-above-maximum", "ap_config", "ap_config_store", "ap_matrix_overflow_check(", Drop, "MASK-08 USER-02", V612),
        new("config-keeps-domains", "ap_config", "ap_config_store", "vfio_ap_mdev_hot_unplug_domains(", Drop, "QUEUE-09 RESET-03", V612),

        new("matrix-shows-the-shadow", "sysfs text", "matrix_show", "&matrix_mdev->matrix", Replace, "USER-01", Value: "&matrix_mdev->shadow_apcb"),
        new("assign-reads-hexadecimal", "sysfs text", "assign_adapter_store", "kstrtoul(buf, 0, &apid)", Replace, "USER-02", Value: "kstrtoul(buf, 16, &apid)"),
        new("unassign-takes-one-byte", "sysfs text", "unassign_control_domain_store", "kstrtoul(buf, 0, &domid)", Replace, "USER-03",
            Value: "(count = 1, kstrtoul(buf, 0, &domid))"),
        new("info-without-reset", "GET_INFO", "vfio_ap_mdev_get_device_info", "VFIO_DEVICE_FLAGS_RESET", Replace, "USER-04", Value: "0"),
        new("info-of-any-argsz", "GET_INFO", "vfio_ap_mdev_get_device_info", "info.argsz < minsz", Never, "USER-05"),

        new("probe-does-not-wait-for-the-scan", "queue probe", "vfio_ap_mdev_probe_queue", "bitmap_empty(matrix_mdev->aqm_add, AP_DOMAINS)", Replace, "MASK-21", Value: "1"),
        new("probe-without-link", "queue probe", "vfio_ap_mdev_probe_queue", "vfio_ap_mdev_link_queue(", Drop, "QUEUE-09"),
        new("probe-of-no-memory", "queue probe", "vfio_ap_mdev_probe_queue", "(!q)", Never, "MEM-02"),
        new("probe-forgets-queue", "queue probe", "vfio_ap_mdev_probe_queue", "dev_set_drvdata(", Drop, "MEM-02"),
        new("queue-remove-leaks", "queue remove", "vfio_ap_mdev_remove_queue", "kfree(", Drop, "MEM-04"),
        new("queue-remove-frees-twice", "queue remove", "vfio_ap_mdev_remove_queue", "kfree(", Repeat, "MEM-01 MEM-03"),
        new("queue-remove-keeps-link", "queue remove", "vfio_ap_mdev_remove_queue", "vfio_ap_unlink_queue_fr_mdev(", Drop, "MEM-01 QUEUE-09"),
        new("queue-remove-keeps-shadow", "queue remove", "vfio_ap_mdev_remove_queue", "clear_bit_inv(", Drop, "MASK-13"),
        new("queue-remove-without-masks", "queue remove", "vfio_ap_mdev_remove_queue", Apcb, Drop, "MASK-11"),
        new("in-use-says-no", "in_use", "vfio_ap_mdev_resource_in_use", "mutex_unlock(&matrix_dev->guests_lock)", Return, "MASK-09", Value: "0"),
        new("config-change-removes-nothing", "on_config_changed", "vfio_ap_on_cfg_changed", "vfio_ap_mdev_on_cfg_remove(", Drop, "MASK-04 MASK-12"),
        new("config-change-is-forgotten", "on_config_changed", "vfio_ap_on_cfg_changed", "memcpy(", Drop, "MASK-04 MASK-12"),
        new("config-change-without-guest-lock", "on_config_changed", "vfio_ap_mdev_cfg_remove", "mutex_lock(&matrix_mdev->kvm->lock)", Drop, "LOCK-01"),
        new("config-change-without-masks", "on_config_changed", "vfio_ap_mdev_hot_unplug_cfg", Apcb, Drop, "MASK-11"),
        new("scan-plugs-nothing", "on_scan_complete", "vfio_ap_on_scan_complete", "vfio_ap_mdev_hot_plug_cfg(", Drop, "MASK-14 MASK-15"),
        new("scan-without-masks", "on_scan_complete", "vfio_ap_mdev_hot_plug_cfg", Apcb, Drop, "MASK-11"),
        new("scan-keeps-lock", "on_scan_complete", "vfio_ap_on_scan_complete", "mutex_unlock(&matrix_dev->guests_lock)", Drop, "LOCK-04"),
    ];
}
