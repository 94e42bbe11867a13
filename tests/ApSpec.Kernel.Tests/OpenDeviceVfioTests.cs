using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>VFIO and kvm-vfio of the open_device era: who holds what while a device is open, and in which order locks are taken.</summary>
public sealed class OpenDeviceVfioTests
{
    // v6.0: no reference of the core on the guest, and the group's lock inside the device set's.
    private static readonly OpenDeviceFacts Oldest = new(
        HoldsGuest: false, ReleasesGroups: false, LocksGroup: true, WarnsOfAlertMask: false, HasApConfig: false, HasEventfds: false)
    {
        HoldsModuleEach = true,
    };

    [Fact]
    public void The_driver_hears_of_the_first_open_and_of_the_last_close()
    {
        var (bench, driver) = With(Bench.Newest);

        bench.Do("create m0;set_kvm m0 k0;open m0;open m0;release m0");
        Assert.Equal(["open for a guest"], driver.Calls);
        bench.Do("release m0");
        Assert.Equal(["open for a guest", "close"], driver.Calls);
    }

    [Fact]
    public void A_guest_named_after_the_open_is_not_the_open_devices()
    {
        var (bench, driver) = With(Bench.Newest);

        bench.Do("create m0;open m0;set_kvm m0 k0");
        Assert.Equal(["open"], driver.Calls);
        bench.Do("release m0;open m0");
        Assert.Equal("open for a guest", driver.Calls[^1]);
    }

    [Fact]
    public void The_newer_core_keeps_the_guest_of_an_open_device_alive()
    {
        var (bench, _) = With(Bench.Newest);

        bench.Do("create m0;set_kvm m0 k0;open m0;close_vcpu k0;close_kvm_vfio k0;close_vm k0");
        Assert.Equal(KvmLife.Live, bench.Ledger.LifeOf(new KvmId(0)));
        bench.Do("release m0");
        Assert.NotEqual(KvmLife.Live, bench.Ledger.LifeOf(new KvmId(0)));
    }

    [Fact]
    public void The_older_core_leaves_that_to_the_driver()
    {
        var (bench, _) = With(Oldest);

        bench.Do("create m0;set_kvm m0 k0;open m0;close_vcpu k0;close_kvm_vfio k0;close_vm k0");

        Assert.NotEqual(KvmLife.Live, bench.Ledger.LifeOf(new KvmId(0)));
    }

    [Fact]
    public void An_open_that_the_driver_refuses_gives_guest_and_module_back()
    {
        var (bench, driver) = With(Bench.Newest);
        driver.OpenAnswer = Errno.EPERM;

        Assert.Equal("-EPERM", bench.Do("create m0;set_kvm m0 k0;open m0"));
        Assert.Equal(0u, bench.Ledger[bench.Ledger.Layout.Kvms[0].CoreRefs]);
        Assert.Equal(0u, ModuleRefs(bench));
        Assert.Equal(0, bench.Ledger.OpensOf(new MdevId(0)));

        driver.OpenAnswer = Errno.Ok;
        Assert.Equal("0", bench.Do("open m0"));
        Assert.Equal(1u, bench.Ledger[bench.Ledger.Layout.Kvms[0].CoreRefs]);
    }

    [Fact]
    public void The_newer_core_holds_the_module_once_and_the_older_one_for_each_descriptor()
    {
        var (newer, _) = With(Bench.Newest);
        var (older, _) = With(Oldest);

        newer.Do("create m0;open m0;open m0");
        older.Do("create m0;open m0;open m0");
        Assert.Equal((1u, 2u), (ModuleRefs(newer), ModuleRefs(older)));

        newer.Do("release m0;release m0");
        older.Do("release m0;release m0");
        Assert.Equal((0u, 0u), (ModuleRefs(newer), ModuleRefs(older)));
    }

    [Fact]
    public void The_newer_core_takes_the_groups_lock_first_and_the_older_one_the_device_sets()
    {
        var (newer, _) = With(Bench.Newest);
        var (older, _) = With(Oldest);

        newer.Do("create m0;open m0");
        older.Do("create m0;open m0");

        Assert.StartsWith("VG(m0)>D(m0) ", newer.Order, StringComparison.Ordinal);
        Assert.StartsWith("D(m0)>VG(m0) ", older.Order, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unmap_drops_the_containers_lock_while_the_driver_is_asked()
    {
        var (bench, driver) = With(Bench.Newest, (mdev, iova) => mdev.UnpinPageAt(iova));

        Assert.Equal("0", bench.Do("create m0;open m0;reset m0;dma_unmap m0 iova=0x12000 pages=1"));
        Assert.Equal("", bench.Faults);
        Assert.Equal(["open", "unmap 0x12"], driver.Calls);
    }

    [Fact]
    public void An_unmap_of_a_page_that_stays_pinned_ends_in_a_BUG_after_eleven_rounds()
    {
        var (bench, driver) = With(Bench.Newest);

        Assert.Equal("died", bench.Do("create m0;open m0;reset m0;dma_unmap m0 iova=0x12000 pages=1"));
        Assert.Equal("Bug ++retries > 10", bench.Faults);
        Assert.Equal(11, driver.Calls.Count(call => call == "unmap 0x12"));
    }

    private static (Bench Bench, OpenDeviceStub Driver) With(OpenDeviceFacts facts, Func<Mdev, uint, KernelTask>? onUnmap = null)
    {
        var world = Bench.OpenDeviceWorld("features=masks,irq,vmfds,locks");
        var driver = new OpenDeviceStub(world, facts) { OnUnmap = onUnmap ?? ((_, _) => KernelTask.Completed) };
        return (new Bench(world, driver.Enter()), driver);
    }

    private static uint ModuleRefs(Bench bench) => bench.Ledger[bench.Ledger.Layout.World.ModuleRefs];
}
