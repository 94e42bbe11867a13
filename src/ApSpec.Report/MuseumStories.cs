using System.Collections.Immutable;

namespace ApSpec.Report;

/// <summary>The history of the most instructive defects, which a trace cannot show: how each was fixed, and why it took so long.</summary>
public static class MuseumStories
{
    /// <summary>The stories by the defect's id, each with the revision that shows it best, in the order of the museum's guide.</summary>
    public static ImmutableArray<(string Bug, string Revision, string Text)> All { get; } =
    [
        ("B1", "v5.10", """
            The open callback of v4.20 (258287c994de, which the fix names) stored a pointer and set masks; the interrupts of v5.3 added a
            reference and a hook. The NULL notification had only ever dropped the pointer, and was not looked at again until 2 December 2020.
            f21916ec4826 (v5.11) calls release's clean-up from it. User space normally closes the device before the VM, and then release
            returns everything. NULL comes first only from a GROUP_DEL; in v4.20, which holds no reference, also from a VM that dies earlier.
            """),
        ("B3", "patch-v3", """
            It was posted on 14 December 2020 and never left the list: moving the lock out of `set_kvm` left one unlock behind, in a branch that
            needs two mdevs for one guest. The author marked it in a reply to himself, and the next version has no unlock there. A review
            reads the lines that change; this one stood still.
            """),
        ("B4", "v5.11", """
            Three calls close the circle, and one of them is the switch to protected mode; lockdep has to see all three. The release path had
            the order since v5.3, and it was reported only when the patch of the thread had brought it into `set_kvm`, too: a lockdep splat in CI
            held the patch up (Borntraeger on the list, 22 January 2021, 0649ba1e-ecd3-890a-72b5-a8ff54417faf@de.ibm.com).
            0cc00c8d4050 (5.12.y, v5.13) drops L while the masks change and keeps others out by a flag, which lockdep cannot see; 86956e70761b
            (v5.15) takes K first instead.
            """),
        ("B11", "v5.11", """
            No report of it was found. The open fails in its second registration (with which error is assumed, GAP-11); the first one has already
            replayed the guest into the driver, and since the open failed no release will come. It ended when 421cfe6596f6 (v5.19) took the
            notifier away and the new open had to undo what it did.
            """),
        ("B12", "v5.15", """
            86956e70761b (v5.15) takes the hook's own semaphore before all other locks, and so stores the hook before the test that may refuse
            the mdev. Until v5.18 the refusal went nowhere: the core drops what a notifier returns. From v5.19 on the open fails with -EPERM, but
            the hook was still not looked at. Only 4400270ec034 (2026, CVE-2026-89960) tests the hook itself, under all four locks.
            It needs two mdevs for one guest; QEMU gives a guest one device.
            """),
        ("B14", "v5.11", """
            SUSPECTED, by reading alone. The clean-up holds L while it drops the reference; if that was the last one, the VM dies in this very
            call, and the dying VM notifies NULL to a notifier that is still registered and wants L. It takes a user who closes every
            descriptor of the VM before the device's. v5.15 unregisters first; no statement that this is why was found.
            """),
        ("B21", "v5.11", """
            SUSPECTED, no correction is known. The branch for every answer but 00 and 07 switches the queue's interrupts off, which returns what
            was saved before; the pin and the registration taken a few lines above are in no variable that anybody looks at again. The
            trace is a guest's alone: a queue that it has just reset answers 02. It can do so at will, a pinned page and a count each
            time; an adapter that goes away or breaks down between the guest's PQAP and the host's does the same. The real code of 6.1.192
            and 6.12.117 does it (docs/real-driver.md).
            """),
        ("B28", "v6.5", """
            An adapter is given to a guest whole or not at all, so a queue that leaves takes the others of its adapter with it; only the one that
            left was reset. What the guest had put into the others waited there for the next user. The two corrections (January 2024) are in
            v6.12; the stable 6.1.192 has others of that series, not these.
            """),
        ("B37", "v6.12", """
            The masks are written when the removal changed them, and whether it did was read from what `bitmap_andnot` returns: true when
            something is left. When the guest's last adapter goes nothing is left, and the guest keeps it; so with its last domain or control
            domain. A guest with two of each never shows it. v6.0 to 2026 (917f509bfb88, CVE-2026-89957).
            """),
        ("S1", "6.12.117", """
            SUSPECTED, no correction is known. What an unassignment takes back is looked up among the queues the guest has, and a queue whose
            adapter was left out is not one of them: it goes on naming its mdev. The mdev can then be removed and freed, and the queue
            unbound, which follows the name. No guest takes part. The real code of 6.1.192 and 6.12.117 does it (docs/real-driver.md).
            """),
    ];
}
