using System.Collections.Immutable;
using ApSpec.Drivers.Revisions;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers;

/// <summary>The driver revisions, by era.</summary>
public static class Catalog
{
    /// <summary>
    /// Revisions of the notifier era, oldest first. The last has no notifier any more; it is counted here because its masks do not follow
    /// queues and host configuration yet.
    /// </summary>
    public static ImmutableArray<Revision> Notifier { get; } =
    [
        new("v4.20", "as first released, v4.20 to v5.2: no interrupts, no reference", "V4_20.cs", typeof(V4_20), world => new V4_20(world)) { Traits = CoreTraits.None },
        new("v5.3", "with interrupts, from v5.3 on: the reset before 6c12a6384e0c", "V5_3.cs", typeof(V5_3), world => new V5_3(world)),
        new("v5.10", "v5.10.y, before f21916ec4826, with 6c12a6384e0c", "V5_10.cs", typeof(V5_10), world => new V5_10(world))
        {
            Kernels = ["5.10"],
            ComparedWith = "Debian 5.10.262",
        },
        new("patch-v1", "the patch of 2 Dec 2020: written on v5.3's text, here on 5.10.y", "PatchV1.cs", typeof(PatchV1), world => new PatchV1(world)) { Follows = "v5.10" },
        new("patch-v3", "the patch of 14 Dec 2020: written on v5.3's text, here on 5.10.y", "PatchV3.cs", typeof(PatchV3), world => new PatchV3(world))
        {
            Follows = "v5.10",
            ComparedWith = "Debian 5.10.262 with the patch's edits",
        },
        new("v5.11", "f21916ec4826, the patch as merged, with 6c12a6384e0c", "V5_11.cs", typeof(V5_11), world => new V5_11(world))
        {
            Follows = "v5.10",
            ComparedWith = "Debian 5.10.262 with the patch's edits",
        },
        new("v5.12", "0cc00c8d4050 (5.12.y, v5.13, v5.14): kvm_busy, against the lock cycle", "V5_12.cs", typeof(V5_12), world => new V5_12(world)),
        new("1e753732bda6", "the hook's semaphore, first half of v5.15's change", "HookRwsem.cs", typeof(HookRwsem), world => new HookRwsem(world)) { Traits = CoreTraits.All },
        new("v5.15", "86956e70761b on 1e753732bda6: K before L, no kvm_busy", "V5_15.cs", typeof(V5_15), world => new V5_15(world)) { Traits = CoreTraits.All },
        new("v5.19", "421cfe6596f6: no notifier, the first open attaches", "V5_19.cs", typeof(V5_19), world => new V5_19(world))
        {
            Traits = CoreTraits.All | CoreTraits.OpenAttach,
        },
    ];

    /// <summary>
    /// Revisions of the open_device era. First mainline, oldest first, from v6.0 to v7.2: each follows from the one before it. Then
    /// the two stable trees, which have mainline's fixes on older code. Their real code can be compiled, and is compared with the model
    /// after every step of random traces (<c>apspec lockstep</c>).
    /// </summary>
    public static ImmutableArray<Revision> HotPlug { get; } =
    [
        new("v6.0", "v6.0 and v6.1 as first released", "V6_0.cs", typeof(V6_0), world => new V6_0(world))
        {
            Kernels = ["6.0.0", "6.1.0"],
            ComparedWith = "Debian 6.1.192 with its corrections taken back by hand",
        },
        new("v6.5", "after v6.0: a worker for resets that waits without a bound", "V6_5.cs", typeof(V6_5), world => new V6_5(world))
        {
            Kernels = ["6.5.0"],
            ComparedWith = "Debian 6.12.117 with its corrections taken back by hand",
        },
        new("v6.12", "v6.12 as released, with ap_config and the request eventfd", "V6_12.cs", typeof(V6_12), world => new V6_12(world))
        {
            Kernels = ["6.12.0"],
            ComparedWith = "Debian 6.12.117 with its corrections taken back by hand",
        },
        new("v6.16", "v6.16, with the eventfd for configuration changes", "V6_16.cs", typeof(V6_16), world => new V6_16(world))
        {
            Kernels = ["6.16.0"],
        },
        new("v7.2", "v7.2 and v7.3, with the corrections of 2026", "V7_2.cs", typeof(V7_2), world => new V7_2(world))
        {
            FormerName = "v6.16-fixed",
            Kernels = ["7.2", "7.3"],
            ComparedWith = "Debian 7.3.4",
        },
        new("6.1.192", "6.1.192, with corrections of 2024 (not all) and 2026", "V6_1_192.cs", typeof(V6_1_192), world => new V6_1_192(world))
        {
            Follows = "v6.0",
            Kernels = ["6.1.192"],
            ComparedWith = "Debian 6.1.192",
        },
        new("6.12.117", "6.12.117, with the corrections of 2026", "V6_12_117.cs", typeof(V6_12_117), world => new V6_12_117(world))
        {
            Follows = "v6.12",
            Kernels = ["6.12.117"],
            ComparedWith = "Debian 6.12.117",
        },
    ];

    /// <summary>What the thread of December 2020 speaks of: before the patch, the patch in its third version, and as it was merged.</summary>
    public static ImmutableArray<Revision> Thread { get; } =
        [.. Notifier.Where(revision => revision.Name is "v5.10" or "patch-v3" or "v5.11")];

    /// <summary>Every revision, oldest first.</summary>
    public static IEnumerable<Revision> All => Notifier.Concat(HotPlug);

    /// <summary>The revision called <paramref name="name"/>, now or formerly; null when there is none.</summary>
    public static Revision? Find(string name) => All.FirstOrDefault(revision => revision.Name == name || revision.FormerName == name);

    /// <summary>
    /// The model that stands for a kernel of <paramref name="version"/>, as its Makefile says (<c>7.3.4</c>); null when none does.
    /// </summary>
    public static Revision? ModelOf(string version) => All.FirstOrDefault(revision => revision.Kernels.Any(kernel => IsOf(version, kernel)));

    private static bool IsOf(string version, string kernel) =>
        version.StartsWith(kernel, StringComparison.Ordinal)
        && (version.Length == kernel.Length || version[kernel.Length] is '.' or '-');
}
