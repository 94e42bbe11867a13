using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>create, remove, open, get_info: every error code, and that a failure leaves nothing behind.</summary>
public sealed class EntryPointTests
{
    private const string Scope = "mdevs=2 kvms=1 features=failures,reset instances=1";

    /// <summary>Operations, and how the last one ends.</summary>
    public static TheoryData<string, string, string> Results() => Names.With(
        ("create m0", "0"),
        ("create m0;create m1", "-EPERM"),
        ("create m0 fail=alloc", "-ENOMEM"),
        ("create m0 fail=alloc;create m0", "0"),
        ("create m0;remove m0;create m1", "0"),
        ("create m0;open m0", "0"),
        ("create m0;open m0 fail=module", "-ENODEV"),
        ("create m0;open m0 fail=group", "-EINVAL"),
        ("create m0;open m0 fail=iommu", "-EINVAL"),
        ("create m0;open m0;get_info m0", "0"),
        ("create m0;open m0;get_info m0 fail=argsz", "-EINVAL"),
        ("create m0;open m0;reset m0", "0"),
        ("create m0;open m0;release m0;remove m0", "0"));

    [Theory]
    [MemberData(nameof(Results))]
    public void An_entry_point_returns_its_error_code(string revision, string operations, string result) =>
        Assert.Equal(result, new Machine(revision, Scope).Do(operations));

    [Theory]
    [InlineData("module")]
    [InlineData("group")]
    [InlineData("iommu")]
    public void A_failed_open_without_a_guest_leaves_no_reference_and_no_notifier(string fail)
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do($"create m0;open m0 fail={fail}");
            var mdev = machine.Ledger.Layout.Mdevs[0];

            Assert.Equal(0u, machine.Ledger[machine.Ledger.Layout.World.ModuleRefs]);
            Assert.Equal(0u, machine.Ledger[mdev.GroupNotifier] + machine.Ledger[mdev.IommuNotifier] + machine.Ledger[mdev.Opens]);
            Assert.Equal("kvm=null refs=0 hook=null masks=zero", machine.State());
        }
    }

    // B11: only the second registration comes after the replay.
    [Theory]
    [InlineData("module", "kvm=null refs=0 hook=null masks=zero")]
    [InlineData("group", "kvm=null refs=0 hook=null masks=zero")]
    [InlineData("iommu", "kvm=k0 refs=1 hook=m0 masks=zero")]
    public void A_failed_open_with_a_guest_named_keeps_what_the_replay_did(string fail, string state)
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do($"create m0;set_kvm m0 k0;open m0 fail={fail}");

            Assert.Equal(state, machine.State());
        }
    }

    [Theory]
    [InlineData("create m0;open m0;release m0")]
    [InlineData("create m0;set_kvm m0 k0;open m0;release m0")]
    [InlineData("create m0;open m0;open m0;release m0;release m0")]
    [InlineData("create m0;open m0 fail=iommu;open m0;release m0")]
    public void The_module_has_no_reference_when_every_descriptor_is_closed(string operations)
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do(operations);

            Assert.Equal(0u, machine.Ledger[machine.Ledger.Layout.World.ModuleRefs]);
        }
    }

    [Fact]
    public void A_descriptor_holds_one_reference_on_the_module_and_both_notifiers()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do("create m0;open m0");
            var ledger = machine.Ledger;

            Assert.Equal(1u, ledger[ledger.Layout.World.ModuleRefs]);
            Assert.Equal(2u, ledger[ledger.Layout.Mdevs[0].GroupNotifier] + ledger[ledger.Layout.Mdevs[0].IommuNotifier]);
        }
    }

    [Fact]
    public void A_second_open_registers_the_notifiers_twice_and_the_kernel_warns()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do("create m0;open m0;open m0");

            Assert.Equal(2, machine.Warnings);
        }
    }

    // B17: the core's own wait for descriptors keeps this from ever happening.
    [Fact]
    public void Remove_of_an_attached_mdev_is_refused_and_goes_on_and_the_instance_is_lost()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, "mdevs=1 kvms=1 features=none profile=hostile");

            Assert.Equal("0", machine.Do("create m0;set_kvm m0 k0;open m0;remove m0"));
            Assert.Equal(MdevLife.Orphaned, machine.Ledger.LifeOf(new MdevId(0)));
            Assert.Equal(1u, machine.Ledger[machine.Ledger.Layout.World.Instances]);
        }
    }
}
