using ApSpec.Search.Causes;

namespace ApSpec.Search.Tests.Causes;

/// <summary>Who it takes for a trace.</summary>
public sealed class ActorsTests
{
    private const string Guest = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,binding,hw,failures";

    [Theory]
    [InlineData(Actor.Guest, "create m0; assign_adapter m0 05; assign_domain m0 0006; open m0; set_kvm m0 k0; aqic_enable k0 05.0006 isc=3 nib=0x12000; aqic_disable k0 05.0006")]
    [InlineData(Actor.UserSpace, "create m0; open m0; set_kvm m0 k0; set_kvm m0 null")]
    [InlineData(Actor.UserSpace, "create m0; open m0; set_kvm m0 k0; release m0; aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    [InlineData(Actor.UserSpace, "create m0; set_kvm m0 null; aqic_disable k0 05.0006")] // NULL sets no guest up
    [InlineData(Actor.UserSpace, "create m0; open m0")] // setting up is what goes wrong
    [InlineData(Actor.UserSpace, "create m0; open m0; set_kvm m0 k0")]
    [InlineData(Actor.Root, "create m0; open m0; set_kvm m0 k0; assign_adapter m0 05")]
    [InlineData(Actor.Root, "create m0; open m0; unbind 05.0006; aqic_disable k0 05.0006")]
    [InlineData(Actor.Root, "create m0")]
    [InlineData(Actor.Firmware, "create m0; deconfigure 05; aqic_disable k0 05.0006")]
    [InlineData(Actor.Firmware, "create m0; checkstop 05; unbind 05.0006")]
    [InlineData(Actor.Failure, "create m0; deconfigure 05; open m0 fail=iommu")]
    [InlineData(Actor.Answer, "create m0; hw 05.0006 aqic=02 for 20ms; open m0 fail=iommu")]
    public void It_takes_the_one_who_needs_most(Actor who, string operations) =>
        Assert.Equal(who, Actors.Of(Checks.TraceOf(Guest, operations.Split("; "))));

    [Fact]
    public void A_hostile_scope_takes_a_core_that_misbehaves_whatever_the_operations() =>
        Assert.Equal(Actor.Core, Actors.Of(Checks.TraceOf("mdevs=1 kvms=1 profile=hostile", "create m0", "remove m0")));
}
