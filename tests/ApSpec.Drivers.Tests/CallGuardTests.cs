using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>A call that the kernel around the driver holds up until another has ended, and its sibling that runs beside it.</summary>
public sealed class CallGuardTests
{
    private const string Assigned = "create m0;assign_adapter m0 05;assign_domain m0 0006;set_kvm m0 k0";
    private const string Aqic = "aqic_enable k0 05.0006 isc=3 nib=0x12000";

    [Theory]
    [InlineData("v5.10", "create m0", "assign_adapter m0 05", "remove m0")]
    [InlineData("v5.10", "create m0", "remove m0", "assign_adapter m0 05")]
    [InlineData("v5.10", "", "create m0", "open m0")]
    [InlineData("6.12.117", "", "create m0", "remove m0")]
    [InlineData("6.12.117", "create m0", "open m0", "remove m0")]
    [InlineData("6.12.117", "create m0;set_kvm m0 k0;open m0", "reset m0", "release m0")]
    [InlineData("6.12.117", "create m0;set_kvm m0 k0;open m0", "release m0", "release m0")]
    [InlineData("6.12.117", "create m0;set_kvm m0 k0;open m0", "release m0", "reset m0")]
    [InlineData("6.12.117", Assigned + ";open m0", Aqic, "close_vcpu k0")]
    [InlineData("6.12.117", Assigned, "pv_enable k0", "close_vm k0")]
    [InlineData("v5.10", Assigned + ";open m0", "set_kvm m0 null", "close_kvm_vfio k0")]
    [InlineData("6.12.117", Assigned, "unbind 05.0006", "unbind 05.0006")]
    [InlineData("6.12.117", Assigned, "unbind 05.0006", "apmask +05")]
    [InlineData("6.12.117", Assigned, "unbind 05.0006", "status 05.0006")]
    [InlineData("6.12.117", Assigned, "status 05.0006", "unbind 05.0006")]
    [InlineData("6.12.117", Assigned, "host_config -05", "host_config -0006")]
    [InlineData("6.12.117", "create m0;set_kvm m0 k0;open m0", "release m0", "request m0")]
    [InlineData("6.12.117", "create m0;set_kvm m0 k0;open m0;set_irq m0 req on", "request m0", "release m0")]
    [InlineData("6.12.117", "create m0;set_kvm m0 k0;open m0", "set_irq m0 req on", "set_irq m0 cfg on")]
    [InlineData("6.12.117", "create m0;create m1", "remove m0", "assign_adapter m1 05")]
    public void It_is_held_up_until_the_other_has_returned(string revision, string before, string running, string next)
    {
        var (scheduler, first, second) = Begin(revision, before, running, next);

        Assert.False(scheduler.Step(second));
        Assert.Equal(0, scheduler.Threads[second].Begun);
        while (scheduler.IsUnderWay(first))
            Assert.True(scheduler.Step(first));
    }

    [Theory]
    [InlineData("v5.10", "create m0;create m1", "assign_adapter m0 05", "assign_adapter m1 05")]
    [InlineData("6.12.117", "create m0;set_kvm m0 k0;open m0;set_irq m0 req on", "request m0", "set_irq m0 req off")]
    [InlineData("v5.10", Assigned + ";open m0", Aqic, "release m0")]
    [InlineData("6.12.117", "create m0;set_kvm m0 k0;open m0;open m0", "reset m0", "release m0")]
    [InlineData("6.12.117", "create m0;set_kvm m0 k0;open m0;open m0", "release m0", "release m0")]
    [InlineData("6.12.117", Assigned, "unbind 05.0006", "unassign_adapter m0 05")]
    [InlineData("6.12.117", Assigned, "host_config -05", "create m1")]
    [InlineData("6.12.117", Assigned + ";open m0", Aqic, "close_vm k0")]
    public void Its_sibling_is_not(string revision, string before, string running, string next)
    {
        var (scheduler, _, second) = Begin(revision, before, running, next);

        Assert.True(scheduler.Step(second));
        Assert.Equal(1, scheduler.Threads[second].Begun);
    }

    [Fact]
    public void An_mdev_can_be_opened_when_its_creation_has_registered_it_and_not_before()
    {
        var (scheduler, first, second) = Begin("6.12.117", "", "create m0", "open m0");
        var steps = 1;
        for (; !scheduler.Step(second); steps++)
            Assert.True(scheduler.Step(first));

        Assert.True(steps > 1, $"{steps}");
        Assert.True(scheduler.IsUnderWay(first));
    }

    [Fact]
    public void The_status_of_a_queue_can_be_read_when_its_probe_has_made_the_file_and_not_before()
    {
        var (scheduler, first, second) = Begin("v6.16", Assigned + ";unbind 05.0006", "bind 05.0006", "status 05.0006");
        var steps = 1;
        for (; !scheduler.Step(second); steps++)
            Assert.True(scheduler.Step(first));

        Assert.True(steps > 1, $"{steps}");
        Assert.True(scheduler.IsUnderWay(first));
    }

    private static (Scheduler Scheduler, int First, int Second) Begin(string name, string before, string running, string next)
    {
        var revision = Catalog.Find(name)!;
        var scope = ScopeText.Parse("mdevs=2 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure,reset,binding,hw,vmfds,text,eventfds", out var error)
            ?? throw new ArgumentException(error);
        var world = new World(scope, null, revision.Era, revision.Traits);
        var era = revision.Create(world).Enter();
        foreach (var line in before.Split(';', StringSplitOptions.RemoveEmptyEntries))
            Assert.Equal((line, Outcome.Returned), (line, era.Apply(OperationOf(line)).Outcome));
        var scheduler = new Scheduler(world, era);
        scheduler.Add(OperationOf(running));
        scheduler.Add(OperationOf(next));
        Assert.True(scheduler.Step(0), running);
        Assert.True(scheduler.IsUnderWay(0), $"{running} is over at once");
        return (scheduler, 0, 1);
    }

    private static Operation OperationOf(string line) => OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error);
}
