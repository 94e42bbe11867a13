using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>The removal of an mdev that is open: VFIO asks for it at once and every 10 s.</summary>
public sealed class RemovalTests
{
    private const string Waits = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,hw,eventfds,waits";
    private const string Attached = "create m0;assign_adapter m0 05;assign_domain m0 0006;set_kvm m0 k0;open m0;set_irq m0 req on;set_irq m0 cfg on";

    [Fact]
    public void A_removal_asks_once_at_once_and_once_more_after_10_s()
    {
        var machine = new HotPlugMachine("v7.2", Waits);

        Assert.Equal("m0:asked k0:cleared m0:cfg m0:req", machine.Do(Attached + ";request m0"));
        Assert.Equal("m0:asked k0:cleared m0:cfg m0:req", machine.Do("advance 10s"));
        Assert.Equal("m0:asked k0:cleared m0:cfg m0:req", machine.Do("advance 10s"));
    }

    [Fact]
    public void Nobody_is_asked_before_10_s_are_over()
    {
        var machine = new HotPlugMachine("v7.2", Waits);
        machine.Do(Attached + ";request m0");

        // 71 times 140 ms are 9.94 s.
        Assert.All(Enumerable.Range(0, 71), _ => Assert.Equal("", machine.Do("advance 140ms")));
        Assert.Equal("m0:asked k0:cleared m0:cfg m0:req", machine.Do("advance 140ms"));
        Assert.Equal("", machine.Do("advance 140ms"));
    }

    [Fact]
    public void Each_removal_counts_its_own_10_s()
    {
        var machine = new HotPlugMachine("v6.12", Waits);
        machine.Do("create m0;create m1;set_kvm m0 k0;set_kvm m1 k1;open m0;open m1;set_irq m1 req on;request m0;advance 140ms;request m1");

        Assert.Equal("m0:asked m1:asked m1:req", machine.Do("advance 10s"));
    }

    [Fact]
    public void A_thread_that_removes_an_open_mdev_asks_as_a_request_does()
    {
        var machine = new HotPlugMachine("v7.2", Waits);

        Assert.Equal("m0:asked k0:cleared m0:cfg m0:req", machine.Do(Attached + ";t1: remove m0"));
        Assert.Equal("m0:asked k0:cleared m0:cfg m0:req", machine.Do("advance 10s"));
        machine.Do("release m0");
        Assert.Equal("", machine.Do("advance 10s"));
    }

    [Fact]
    public void A_thread_that_removes_a_closed_mdev_just_removes_it()
    {
        var machine = new HotPlugMachine("v7.2", Waits);

        machine.Do("create m0;t1: remove m0;t1: remove m0");

        Assert.Equal("m0 does not exist", machine.Last.Reason);
    }

    [Fact]
    public void A_thread_whose_call_waits_makes_no_other()
    {
        var machine = new HotPlugMachine("v7.2", Waits);
        machine.Do("create m0;create m1;set_kvm m0 k0;set_kvm m1 k1;open m0;open m1;t1: remove m0");

        machine.Do("t1: remove m1");
        Assert.Equal("t1 waits in its call: the removal of m0", machine.Last.Reason);
        machine.Do("t2: remove m1");
        Assert.Equal("0", machine.Result);
        machine.Do("t3: remove m1");
        Assert.Equal("the removal of m1 waits already", machine.Last.Reason);

        machine.Do("release m0;create m0;set_kvm m0 k0;open m0;t1: remove m0");
        Assert.Equal("0", machine.Result);
    }

    [Fact]
    public void The_last_close_ends_it()
    {
        var machine = new HotPlugMachine("v7.2", Waits);
        machine.Do(Attached + ";request m0;advance 10s;release m0");

        Assert.Equal("", machine.Do("advance 10s"));
    }
}
