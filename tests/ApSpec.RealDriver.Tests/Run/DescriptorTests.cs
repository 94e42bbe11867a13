using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>Descriptors of groups and containers in the tree's own VFIO, opened, used and closed in any order.</summary>
public sealed class DescriptorTests
{
    private const string Scope = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,eventfds,descriptors\n";
    private const string Whole = "open_group m0\nopen_container m0\nset_container m0\nset_iommu m0\n";
    private const string Attached = "assign_adapter m0 05\nassign_domain m0 0006\nset_kvm m0 k0\nopen m0\n";
    private const string Waiting = "t1: remove m0\nclose_group m0\nclose_container m0\nrelease m0\nremove m0";
    private const string Interrupts = "aqic_enable k0 05.0006 isc=3 nib=0x12000\n";

    /// <summary>Traces after <c>create m0</c>, each with the result of its last operation.</summary>
    private static readonly (string Trace, string Last)[] Cases =
    [
        // Each is missing.
        ("close_group m0", "skipped: the group of m0 has no descriptor"),
        ("close_container m0", "skipped: the container of m0 has no descriptor"),
        ("open_container m0\nset_container m0", "skipped: the group of m0 has no descriptor"),
        ("open_group m0\nset_container m0", "skipped: the container of m0 has no descriptor"),
        ("unset_container m0", "skipped: the group of m0 has no descriptor"),
        ("set_iommu m0", "skipped: the container of m0 has no descriptor"),
        ("map m0 iova=0x12000 pages=1", "skipped: the container of m0 has no descriptor"),
        ("unmap m0 iova=0x12000 pages=1", "skipped: the container of m0 has no descriptor"),
        ("open_group m0\nopen_group m0", "skipped: the group of m0 has a descriptor already"),
        ("open_container m0\nopen_container m0", "skipped: the container of m0 has a descriptor already"),

        // In order.
        (Whole, "0"),
        (Whole + "map m0 iova=0x12000 pages=1\nunmap m0 iova=0x12000 pages=1", "0"),
        (Whole + "unset_container m0", "0"),
        (Whole + "close_container m0\nclose_group m0", "0"),
        (Whole + "close_group m0\nclose_container m0", "0"),

        // What the kernel refuses.
        ("open_container m0\nset_iommu m0", "-EINVAL"),
        ("open_container m0\nmap m0 iova=0x12000 pages=1", "-EINVAL"),
        ("open_container m0\nunmap m0 iova=0x12000 pages=1", "-EINVAL"),
        ("open_group m0\nunset_container m0", "-EINVAL"),
        (Whole + "set_container m0", "-EINVAL"),
        (Whole + "set_iommu m0", "-EINVAL"),
        (Whole + "map m0 iova=0x12080 pages=1", "-EINVAL"),
        (Whole + "map m0 iova=0x12000 pages=2\nmap m0 iova=0x13000 pages=1", "-EEXIST"),
        (Whole + "map m0 iova=0x12000 pages=2\nunmap m0 iova=0x13000 pages=1", "-EINVAL"),

        // An open device keeps its group's file and its container.
        (Attached + "unset_container m0", "-EBUSY"),
        (Attached + "close_group m0\nopen_group m0", "-EBUSY"),
        (Attached + "close_group m0\nopen m0", "-EBUSY"),
        (Attached + "close_group m0\nset_kvm m0 null", "skipped: the group of m0 has no descriptor"),
        (Attached + "close_container m0\n" + Interrupts, "rc 00"),
        (Attached + "close_container m0\nclose_group m0\n" + Interrupts, "rc 00"),
        (Attached + "close_container m0\n" + Interrupts + "dma_unmap m0 iova=0x12000 pages=1", "skipped: the container of m0 has no descriptor"),
        (Attached + "close_container m0\nclose_group m0\nrelease m0\nremove m0", "0"),

        // kvm-vfio keeps the file of a group that it lists.
        (Whole + "set_kvm m0 k0\nclose_group m0\nopen_group m0", "-EBUSY"),
        (Whole + "set_kvm m0 k0\nset_kvm m0 null\nclose_group m0\nopen_group m0", "0"),

        // A page that is not mapped cannot be pinned; what is missing is made up for by the next open.
        (Attached + "unmap m0 iova=0x12000 pages=1\n" + Interrupts, "rc 06"),
        (Attached + "unmap m0 iova=0x12000 pages=1\nopen m0\n" + Interrupts, "rc 00"),
        (Attached + "unmap m0 iova=0x12000 pages=1\nmap m0 iova=0x12000 pages=1\n" + Interrupts, "rc 00"),
        ("open_group m0\n" + Attached + Interrupts, "rc 00"),
        (Whole + Attached + Interrupts, "rc 00"),
        (Whole + "unset_container m0\n" + Attached + Interrupts, "rc 00"),
        (Whole + "close_container m0\n" + Attached + Interrupts, "rc 06"),

        // An mdev goes and leaves its descriptors.
        (Whole + "remove m0\nclose_group m0\nclose_container m0", "0"),
        (Whole + "remove m0\nset_iommu m0", "-EINVAL"),
        (Whole + "remove m0\nunset_container m0", "-EINVAL"),
        (Whole + "remove m0\ncreate m0\nopen_group m0", "skipped: the group of m0 has a descriptor already"),
        (Whole + "remove m0\ncreate m0\nclose_group m0\nclose_container m0\n" + Attached, "0"),
        (Whole + "set_kvm m0 k0\nremove m0\nclose_group m0", "0"),
        (Whole + Attached + "release m0\nadvance 140ms\nset_kvm m0 null\nunset_container m0\nremove m0\ncreate m0\n" + Attached + "advance 140ms\n" + Interrupts, "rc 00"),

        // A thread's removal waits for the last close whatever becomes of the other descriptors.
        (Attached + Waiting, "skipped: m0 does not exist"),
    ];

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void The_trees_own_code_answers(string version)
    {
        using var driver = LoadedDriver.Of(version);

        Assert.Equal(Cases, Cases.Select(one => (one.Trace, LastOf(driver, one.Trace, isClean: true))));
    }

    // There a device and kvm-vfio keep the group in its container, and not its file; removal waits until the group is in none.
    [NotifierTreeFact]
    public void In_5_10_removal_waits_until_the_group_is_in_no_container()
    {
        using var driver = LoadedDriver.Of(KernelTrees.Notifier);

        Assert.Equal(
            [
                (Attached + "close_container m0\nclose_group m0\nrelease m0\nremove m0", "skipped: the group of m0 is in a container: removal waits for it"),
                (Whole + "remove m0\nunset_container m0", "0"),
                (Attached + Waiting, "skipped: the group of m0 is in a container: removal waits for it"),
            ],
            Cases.Select(one => (one.Trace, LastOf(driver, one.Trace, isClean: false))).Except(Cases));
    }

    // 6.1 loses a pin when it resets a queue whose interrupts are just being turned on.
    [KernelTreeTheory]
    [InlineData("unset_container m0", FaultKind.Warning, "vfio_remove_dma")]
    [InlineData("set_kvm m0 null\nclose_group m0", FaultKind.Warning, "vfio_remove_dma")]
    [InlineData("unmap m0 iova=0x12000 pages=1", FaultKind.Bug, "vfio_dma_do_unmap")]
    public void A_page_that_stays_pinned_is_seen_by_type1(string text, FaultKind kind, string function)
    {
        using var driver = LoadedDriver.Of("6.1");

        var steps = driver.Run(LoadedDriver.Trace($"{Scope}create m0\n{Attached}release m0\nopen m0\n{Interrupts}release m0\n{text}\n"));

        Assert.Contains(steps[^1].Faults, fault => fault.Kind == kind && fault.Function.StartsWith(function, StringComparison.Ordinal));
    }

    private static string LastOf(LoadedDriver driver, string trace, bool isClean)
    {
        var steps = driver.Run(LoadedDriver.Trace($"{Scope}create m0\n{trace}\n"));

        Assert.Equal(trace.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length + 1, steps.Length);
        Assert.All(steps, step => Assert.True(!isClean || step.Faults.IsEmpty, step.ToString()));
        var last = steps[^1].Result;
        return last.Outcome == Outcome.NotPossible ? $"{last}: {last.Reason}" : last.ToString();
    }
}
