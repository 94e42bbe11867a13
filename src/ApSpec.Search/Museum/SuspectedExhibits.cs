using System.Collections.Immutable;
using static ApSpec.Search.Museum.Exhibits;

namespace ApSpec.Search.Museum;

/// <summary>Defects found by reading, without an upstream statement.</summary>
internal static class SuspectedExhibits
{
    public static ImmutableArray<Exhibit> All { get; } =
    [
        Shown("S1", "a linked queue whose adapter is left out goes on naming its mdev when it is unassigned",
            "none known", "v6.0 v6.5 v6.12 v6.16 v7.2 6.1.192 6.12.117", "QUEUE-09 MEM-01", suspected: true),
        Shown("S2", "hash_for_each stops after the first entry it takes out",
            "v6.12", "v6.0 v6.5 6.1.192", "QUEUE-09 MEM-03 MEM-02", suspected: true),
        Shown("S3", "a close keeps the references on eventfds",
            "none known", "v6.12 v6.16 v7.2 6.12.117", "EVENT-02", suspected: true),
        Shown("S4", "request() reads and signals the eventfd without M",
            "v6.16", "v6.12 6.12.117", "EVENT-04", suspected: true),
        Shown("S5", "request() takes the masks away and nothing else: no queue is reset, and the next update gives them back",
            "none known", "v6.16 v7.2", "MASK-20 RESET-03", suspected: true),
        Shown("S6", "the reset worker has no bound, and the driver waits for it under its locks",
            "none known", "v6.5 v6.12 v6.16 v7.2 6.12.117", "CALL-01", suspected: true),
        Shown("S7", "an unmap from 0 switches interrupts off in queues that have none",
            "none known", "v6.5 v6.12 v6.16 v7.2 6.12.117", "CALL-03", suspected: true),
        Shown("S8", "lock order in an unmap: the list of devices, M, the container (lockdep has not confirmed it)",
            "none known", "v6.0 v6.5 v6.12 v6.16 v7.2 6.1.192 6.12.117", "LOCK-03", suspected: true),
        Raced("S9", "a guest can switch interrupts of a queue that it was not given",
            "none known", "v6.0 v6.5 v6.12 v6.16 v7.2 6.1.192 6.12.117", suspected: true, why: "decided: a queue left out stays the mdev's; the traces S9-ok-... pass"),
        Raced("S10", "an open succeeds and nothing is attached when there is no crypto control block",
            "none known", "", suspected: true, why: "decided: such an open counts as a refusal; unreachable since the block is unconditional"),
        Raced("S11", "ap_config is shown without a lock",
            "none known", "v6.12 v6.16 v7.2 6.12.117", suspected: true, why: "needs several calls at once, of which one reads a text: the models write it whole"),
        Raced("S12", "an mdev can be opened before it is on the list",
            "4400270ec034 in part", "v6.0 v6.5 v6.12 v6.16", suspected: true),
        Shown("S13", "a notification byte's address is pinned, not its page: VFIO may file the pin under the mapping behind",
            "none known", "v6.0 v6.5 v6.12 v6.16 v7.2 6.1.192 6.12.117", "MEM-03 IRQ-07", suspected: true) with { Since = "v6.0" },
    ];
}
