using System.Collections.Immutable;
using ApSpec.Explore.Threads;

namespace ApSpec.Search.Museum;

/// <summary>The defects that need calls at once, or that calls at once show more plainly than a sequence.</summary>
public static class ThreadExhibits
{
    private const string HookUnlocked = "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12";

    /// <summary>All of them, in the order of the bug list.</summary>
    public static ImmutableArray<ThreadExhibit> All { get; } =
    [
        Of("B2", "both ends of an attachment give the same reference back", "two-ends", "KVM-03", "patch-v1"),
        Of("B4", "the masks under L, the switch to protected mode under K, PQAP(AQIC) under V", "protect-close", "CALL-01",
            "v5.3 v5.10 patch-v1 patch-v3 v5.11") with { IsDeadlock = true, Word = "waits for L" },
        Of("B5", "the hook is tested, cleared by another thread, and loaded again", "hook-removed", "MEM-02", HookUnlocked),
        Of("B5", "the hook is tested, and its mdev freed by another thread", "hook-removed", "MEM-01", HookUnlocked) with { Word = "handle_pqap" },
        Of("B6", "half of the hook is stored when it is loaded, in a scope with tearing", "hook-torn", "MEM-03", HookUnlocked) with { IsSuspected = true },
        Of("B7", "kvm_busy closes the circle that L closed before", "protect-close", "CALL-01", "v5.12 1e753732bda6") with { IsDeadlock = true, Word = "kvm_busy" },
        Of("B7", "a vcpu sleeps for kvm_busy in an mdev that another thread frees", "hook-removed", "MEM-01", "v5.12") with { Word = "wait_event" },
        Of("B8", "two mdevs get one guest while L is dropped", "two-mdevs", "MDEV-01", "v5.12") with { IsSuspected = true },
        Of("B16", "an open holds the group and wants K, the end of kvm-vfio holds K and wants the group", "open-vm-end", "CALL-01",
            "6.1.192") with { IsDeadlock = true, Word = "VG", IsSuspected = true },
        Of("B38", "a queue's status is read before its driver data is set", "bind-status", "MEM-02", "v6.0 v6.5 v6.12 v6.16"),
        Of("S4", "a request signals an eventfd that SET_IRQS has given back", "request", "MEM-01", "v6.12 6.12.117") with { IsSuspected = true },
        Of("S8", "one unmap holds the list of devices and wants the container, another one the reverse", "two-unmaps", "CALL-01",
            "v6.0 v6.5 v6.12 v6.16 v7.2 6.1.192 6.12.117") with { IsDeadlock = true, Word = "DL", IsSuspected = true },
        Of("S12", "an mdev is opened before it is on the list: two mdevs get one guest", "create-open", "MDEV-01", "v6.0 v6.5 v6.12 v6.16") with { IsSuspected = true },
        Of("S15", "an assignment tests outside L that there is no guest, and one is attached", "assign-open", "MASK-02",
            "v4.20 v5.3 v5.10 patch-v1 patch-v3 v5.11") with { IsSuspected = true },
        Of("S16", "an open takes a reference on a guest that is being destroyed", "open-vm-end", "MEM-01",
            "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12 1e753732bda6 v5.15 v5.19 v6.0") with { IsSuspected = true, Word = "in vfio_ap_mdev_set_kvm" },
        Of("S17", "a guest is attached between the clean-up of the last close and the end of its notifier", "attach-close", "KVM-01",
            "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12 1e753732bda6") with { IsSuspected = true },
    ];

    private static ThreadExhibit Of(string id, string what, string set, string rule, string affected) =>
        new(id, what, ThreadSets.Find(set) ?? throw new InvalidOperationException($"no set '{set}'"), rule, [.. affected.Split(' ')]);
}
