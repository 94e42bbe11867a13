using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>VFIO and kvm-vfio of the notifier era: the group's guest, the notifier chains, the unmap.</summary>
public sealed class VfioCoreTests
{
    private readonly World world = Bench.NotifierWorld("features=masks,irq,vmfds");

    [Fact]
    public void A_guest_named_for_an_open_group_reaches_the_driver_at_once()
    {
        var (bench, driver) = With();

        Assert.Equal("0", bench.Do("create m0;open m0;set_kvm m0 k0;set_kvm m0 null"));
        Assert.Equal(["open", "guest", "null"], driver.Calls);
    }

    [Fact]
    public void A_guest_named_before_the_open_reaches_the_driver_when_it_registers()
    {
        var (bench, driver) = With();

        bench.Do("create m0;set_kvm m0 k0");
        Assert.Empty(driver.Calls);
        bench.Do("open m0");
        Assert.Equal(["open", "guest"], driver.Calls);
    }

    [Fact]
    public void A_driver_without_a_notifier_does_not_hear_of_a_guest_and_the_group_has_it()
    {
        var (bench, driver) = With(registers: false);

        Assert.Equal("0", bench.Do("create m0;open m0;set_kvm m0 k0"));
        Assert.Equal(["open"], driver.Calls);
        Assert.Equal(new KvmId(0), bench.Ledger.GroupKvmOf(new MdevId(0)));
    }

    [Fact]
    public void A_notifier_that_is_registered_twice_makes_the_kernel_warn()
    {
        var (bench, _) = With();

        bench.Do("create m0;open m0");
        Assert.Equal("", bench.Faults);
        Assert.Equal("0", bench.Do("open m0"));
        Assert.Equal("Warning IOMMU notifier double registered; Warning group notifier double registered", bench.Faults);
    }

    [Fact]
    public void A_guest_can_be_named_for_a_group_once()
    {
        var (bench, driver) = With();

        Assert.Equal("-EEXIST", bench.Do("create m0;open m0;set_kvm m0 k0;set_kvm m0 k0"));
        Assert.Equal(["open", "guest"], driver.Calls);
    }

    [Fact]
    public void The_end_of_a_guest_takes_it_from_each_of_its_groups()
    {
        var (bench, driver) = With();

        bench.Do("create m0;create m1;open m0;open m1;set_kvm m0 k0;set_kvm m1 k0;close_vcpu k0;close_kvm_vfio k0");
        Assert.Equal(["open", "open", "guest", "guest"], driver.Calls);
        bench.Do("close_vm k0");

        Assert.Equal(["null", "null"], driver.Calls.Skip(4));
        Assert.Null(bench.Ledger.GroupKvmOf(new MdevId(1)));
    }

    [Fact]
    public void An_unmap_asks_for_a_page_until_it_is_given_back()
    {
        var (bench, driver) = With((mdev, page) => mdev.UnpinPage(page));

        Assert.Equal("0", bench.Do("create m0;open m0;reset m0;reset m0;dma_unmap m0 iova=0x12000 pages=1"));
        Assert.Equal(["open", "unmap 0x12", "unmap 0x12"], driver.Calls);
        Assert.Equal("", bench.Faults);
        Assert.Equal(0u, bench.Ledger[bench.Ledger.Layout.Mdevs[0].Pins[0]]);
    }

    [Fact]
    public void An_unmap_of_a_page_that_stays_pinned_ends_in_a_BUG_after_eleven_rounds()
    {
        var (bench, driver) = With();

        Assert.Equal("died", bench.Do("create m0;open m0;reset m0;dma_unmap m0 iova=0x12000 pages=1"));
        Assert.Equal("Bug ++retries > 10", bench.Faults);
        Assert.Equal(11, driver.Calls.Count(call => call == "unmap 0x12"));
    }

    [Theory]
    [InlineData("dma_unmap m0 iova=0x14000 pages=1", "skipped")] // another page than the one that is pinned
    [InlineData("dma_unmap m0 iova=0x11000 pages=1", "skipped")]
    [InlineData("dma_unmap m0 iova=0x11000 pages=2", "0")]
    public void An_unmap_is_the_drivers_business_only_where_it_has_pinned(string unmap, string result)
    {
        var (bench, _) = With((mdev, page) => mdev.UnpinPage(page));

        Assert.Equal(result, bench.Do("create m0;open m0;reset m0;" + unmap));
    }

    private (Bench Bench, NotifierStub Driver) With(Func<Mdev, uint, KernelTask>? onUnmap = null, bool registers = true)
    {
        var driver = new NotifierStub(world) { OnUnmap = onUnmap ?? ((_, _) => KernelTask.Completed), Registers = registers };
        return (new Bench(world, driver.Enter()), driver);
    }
}
