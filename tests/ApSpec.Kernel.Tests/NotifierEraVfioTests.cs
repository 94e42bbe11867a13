using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>Which opens and closes a driver hears of, before v5.15, from v5.15 on, and in v5.19.</summary>
public sealed class NotifierEraVfioTests
{
    private const CoreTraits Counting = CoreTraits.All;
    private const CoreTraits Attaching = CoreTraits.All | CoreTraits.OpenAttach;

    [Fact]
    public void Before_v5_15_the_driver_hears_of_each_open_and_of_each_close()
    {
        var (bench, driver) = With(CoreTraits.Hook);

        bench.Do("create m0;open m0;open m0;release m0;release m0");

        Assert.Equal(["open", "open", "release", "release"], driver.Calls);
    }

    [Fact]
    public void From_v5_15_on_it_hears_of_the_first_open_and_of_the_last_close()
    {
        var (bench, driver) = With(Counting);

        bench.Do("create m0;open m0;open m0;release m0");
        Assert.Equal(["open"], driver.Calls);
        Assert.Equal(1, bench.Ledger.OpensOf(new MdevId(0)));
        bench.Do("release m0");
        Assert.Equal(["open", "release"], driver.Calls);
    }

    [Fact]
    public void Each_descriptor_holds_the_module_and_gives_it_back()
    {
        var (bench, _) = With(Counting);

        bench.Do("create m0;open m0;open m0");
        Assert.Equal(2u, ModuleRefs(bench));
        bench.Do("release m0;release m0");
        Assert.Equal(0u, ModuleRefs(bench));
    }

    [Fact]
    public void A_first_open_that_the_driver_refuses_leaves_nothing_behind()
    {
        var (bench, driver) = With(Attaching, Errno.EINVAL);

        Assert.Equal("-EINVAL", bench.Do("create m0;set_kvm m0 k0;open m0"));
        Assert.Equal(["open for a guest"], driver.Calls);
        Assert.Equal(0u, ModuleRefs(bench));
        Assert.Equal(0, bench.Ledger.OpensOf(new MdevId(0)));
        Assert.Equal("skipped", bench.Do("release m0"));
    }

    [Fact]
    public void An_open_of_a_module_that_goes_away_fails_and_the_driver_hears_of_none()
    {
        var (bench, driver) = With(Counting);

        Assert.Equal("-ENODEV", bench.Do("create m0;open m0 fail=module"));
        Assert.Empty(driver.Calls);
    }

    [Fact]
    public void In_v5_19_the_first_open_hands_over_the_guest_of_the_group()
    {
        var (bench, driver) = With(Attaching);

        bench.Do("create m0;open m0;create m1;set_kvm m1 k0;open m1");

        Assert.Equal(["open", "open for a guest"], driver.Calls);
    }

    [Fact]
    public void Before_v5_19_an_open_hands_over_none()
    {
        var (bench, driver) = With(Counting);

        bench.Do("create m0;set_kvm m0 k0;open m0");

        Assert.Equal(["open", "guest"], driver.Calls); // by its notifier
    }

    [Theory]
    [InlineData(CoreTraits.Hook, "")]
    [InlineData(Counting, "")]
    [InlineData(Attaching, "D(m0)>VG(m0)")]
    public void The_groups_lock_is_inside_the_device_sets(CoreTraits traits, string order)
    {
        var (bench, _) = With(traits);

        bench.Do("create m0;open m0");
        Assert.Equal(order, bench.Order);
        bench.Do("release m0");
        Assert.Equal(order, bench.Order);
        Assert.Equal("", bench.Faults);
    }

    private static (Bench Bench, NotifierStub Driver) With(CoreTraits traits, Errno answer = Errno.Ok)
    {
        var world = Bench.NotifierWorld("features=failures,locks", traits);
        var driver = new NotifierStub(world) { OpenAnswer = answer, Registers = !traits.HasFlag(CoreTraits.OpenAttach) };
        return (new Bench(world, driver.Enter()), driver);
    }

    private static uint ModuleRefs(Bench bench) => bench.Ledger[bench.Ledger.Layout.World.ModuleRefs];
}
