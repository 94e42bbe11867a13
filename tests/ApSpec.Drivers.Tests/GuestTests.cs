using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>The group notifier and release: what each revision takes from a guest and gives back.</summary>
public sealed class GuestTests
{
    private const string Scope = "mdevs=2 kvms=2 features=vmfds";
    private const string Attach = "create m0;set_kvm m0 k0;open m0;";
    private const string CloseAll = "close_vm k0;close_vcpu k0;close_kvm_vfio k0";

    [Theory]
    [InlineData("v5.10", "kvm=null refs=1 hook=m0 masks=zero")]
    [InlineData("patch-v3", "kvm=null refs=0 hook=null masks=zero")]
    [InlineData("v5.11", "kvm=null refs=0 hook=null masks=zero")]
    public void Null_gives_everything_back_since_the_patch(string revision, string state)
    {
        var machine = new Machine(revision, Scope);
        machine.Do(Attach + "set_kvm m0 null");

        Assert.Equal(state, machine.State());
    }

    [Fact]
    public void Release_gives_everything_back()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do(Attach + "release m0");

            Assert.Equal("kvm=null refs=0 hook=null masks=zero", machine.State());
        }
    }

    [Fact]
    public void Null_without_a_guest_changes_nothing()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope + " profile=hostile");
            machine.Do("create m0;open m0");
            var before = machine.Ledger.Words.ToArray();

            Assert.Equal("0", machine.Do("notify m0 null"));
            Assert.Equal(before, machine.Ledger.Words.ToArray());
        }
    }

    [Theory]
    [InlineData("v5.10", "")]
    [InlineData("patch-v3", "UnlockNotHeld L")]
    [InlineData("v5.11", "")]
    public void A_guest_that_another_mdev_has_is_refused(string revision, string faults)
    {
        var machine = new Machine(revision, Scope);

        Assert.Equal("0", machine.Do(Attach + "create m1;open m1;set_kvm m1 k0")); // the core drops the notifier's result
        Assert.Equal(faults, machine.Faults);
        Assert.Null(machine.Ledger.KvmOf(new MdevId(1)));
        Assert.Equal("kvm=k0 refs=1 hook=m0 masks=zero", machine.State());
    }

    // B14: the VM dies in the driver's own put, its NULL comes while L is held.
    [Theory]
    [InlineData("v5.10", "0", "")]
    [InlineData("patch-v3", "stuck", "Deadlock L")]
    [InlineData("v5.11", "stuck", "Deadlock L")]
    public void The_last_put_notifies_null_in_the_same_call(string revision, string result, string faults)
    {
        var machine = new Machine(revision, Scope);
        machine.Do(Attach + CloseAll);

        Assert.Equal(KvmLife.Live, machine.Ledger.LifeOf(new KvmId(0)));
        Assert.Equal(result, machine.Do("release m0"));
        Assert.Equal(faults, machine.Faults);
    }

    [Fact]
    public void On_v5_10_the_nested_null_is_harmless()
    {
        var machine = new Machine("v5.10", Scope);
        machine.Do(Attach + CloseAll + ";release m0");

        Assert.Equal(KvmLife.Absent, machine.Ledger.LifeOf(new KvmId(0)));
        Assert.Equal("kvm=null refs=0 hook=null masks=zero", machine.State());
    }

    [Fact]
    public void A_guest_that_no_mdev_has_dies_with_its_last_descriptor()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do(CloseAll);

            Assert.Equal(KvmLife.Absent, machine.Ledger.LifeOf(new KvmId(0)));
            Assert.Equal("0", machine.Do("create_vm k0;create m0;set_kvm m0 k0;open m0"));
            Assert.Equal("kvm=k0 refs=1 hook=m0 masks=zero", machine.State());
        }
    }

    // B10: NOTIFY_DONE, and the guest is kept without masks.
    [Fact]
    public void Without_a_crycb_reference_and_hook_are_taken_and_masks_are_not()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, "mdevs=1 kvms=1 features=masks crycbd=off");
            machine.Do("create m0;assign_adapter m0 05;assign_domain m0 0006;set_kvm m0 k0;open m0");

            Assert.Equal("kvm=k0 refs=1 hook=m0 masks=zero", machine.State());
        }
    }

    [Fact]
    public void No_call_that_returns_holds_the_lock()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            foreach (var operation in (Attach + "set_kvm m0 null;set_kvm m0 k0;release m0;remove m0").Split(';'))
            {
                machine.Do(operation);
                Assert.Equal(0u, machine.Ledger[machine.Ledger.Layout.World.MatrixLock]);
            }
        }
    }
}
