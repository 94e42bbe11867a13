using System.Collections.Immutable;
using static ApSpec.Search.Museum.Exhibits;

namespace ApSpec.Search.Museum;

/// <summary>Defects of the notifier era (v4.20 to v5.18).</summary>
internal static class NotifierExhibits
{
    public static ImmutableArray<Exhibit> All { get; } =
    [
        Shown("B1", "a NULL notification drops the pointer to the guest and nothing else",
            "f21916ec4826", "v4.20 v5.3 v5.10", "KVM-01 HOOK-01 MASK-01", also: "T1-close-after-null"),
        Shown("B1b", "as B1 with interrupts on: pin and registration stay",
            "f21916ec4826", "v5.3 v5.10", "IRQ-04"),
        Shown("B1c", "as B1, and the mdev is removed: the hook lies in freed memory",
            "f21916ec4826", "v5.3 v5.10", "HOOK-03"),
        Shown("B2", "the clean-up of a NULL notification takes no lock: the reference is put twice (shown nested in a release; two calls at once: museum --threads)",
            "v2 of the patch", "patch-v1", "KVM-03", also: "B14-last-put-under-the-lock"),
        Shown("B3", "the refused mdev's lock is given back twice",
            "f21916ec4826", "patch-v3", "LOCK-01"),
        Raced("B3b", "success is reported to the notifier chain as NOTIFY_DONE",
            "f21916ec4826", "patch-v3", why: "the core drops what a notifier returns: nothing can be seen"),
        Shown("B4", "lock order: K under L for the masks, V under K, L under V",
            "0cc00c8d4050, 86956e70761b", "v5.3 v5.10 patch-v1 patch-v3 v5.11", "LOCK-03"),
        Raced("B5", "the hook is tested, then loaded again, and called",
            "1e753732bda6", "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12"),
        Raced("B6", "the store of the hook may tear, its loads may be repeated",
            "1e753732bda6", "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12", why: "needs several calls at once, and a compiler that splits the store: museum --threads"),
        Raced("B7", "kvm_busy is a lock that lockdep does not see",
            "86956e70761b", "v5.12 1e753732bda6", why: "a lock that lockdep does not see: what it hides needs several calls at once: museum --threads"),
        Raced("B8", "L is dropped before the guest is stored: a second mdev passes the test",
            "1e753732bda6", "v5.12", suspected: true),
        Shown("B9a", "a second guest overwrites the first in the mdev",
            "421cfe6596f6, 4400270ec034", "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12 1e753732bda6 v5.15", "KVM-01 MASK-01"),
        Shown("B9b", "a second descriptor replays the guest: a second reference",
            "v5.15: the core counts descriptors", "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12", "KVM-01"),
        Shown("B9c", "a reference is lost in each round of naming and taking back",
            "f21916ec4826", "v5.3 v5.10", "KVM-01"),
        Shown("B10", "a guest without a crypto control block keeps what it took though the call is refused",
            "0cc00c8d4050", "v4.20 v5.3 v5.10 patch-v1 patch-v3 v5.11", "KVM-01 MDEV-03"),
        Shown("B11", "an open that fails in its second registration leaves what the first one took",
            "v5.19", "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12 1e753732bda6 v5.15", "KVM-01"),
        Shown("B17", "remove returns -EBUSY; the mdev core logs that and removes the device all the same, the driver's mdev stays",
            "8c0795d2a0f5", "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12", "MDEV-05"),
        Shown("B18", "a reset switches interrupts off that are not on, and warns of the answer when the adapter is gone",
            "6c12a6384e0c", "v5.3", "CALL-03"),
        Shown("B19", "the registration of the subclass fails and nobody looks",
            "v5.19", "v5.3 v5.10 patch-v1 patch-v3 v5.11 v5.12 1e753732bda6 v5.15", "IRQ-01"),
    ];
}
