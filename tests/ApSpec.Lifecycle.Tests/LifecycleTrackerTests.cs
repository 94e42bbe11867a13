using ApSpec.Vocabulary;
using S = ApSpec.Vocabulary.LifecycleState;

namespace ApSpec.Lifecycle.Tests;

public sealed class LifecycleTrackerTests
{
    private static readonly Scope Two = new() { Mdevs = 2, Kvms = 2, Profile = Profile.Hostile };
    private readonly TestCore core = new(Two);

    [Fact]
    public void A_guest_named_before_the_first_open_is_attached_by_it()
    {
        Assert.True(core.Run("create m0", "set_kvm m0 k1"));
        Assert.Equal(S.Offered, core[0]);

        Assert.True(core.Run("open m0"));
        Assert.Equal(S.Attached, core[0]);
        Assert.Equal(new KvmId(1), core.Lifecycles.KvmOf(new MdevId(0)));
    }

    [Fact]
    public void A_guest_named_while_open_is_attached_at_once()
    {
        Assert.True(core.Run("create m0", "open m0", "set_kvm m0 k0"));
        Assert.Equal(new KvmId(0), core.Lifecycles.KvmOf(new MdevId(0)));
    }

    [Fact]
    public void A_guest_that_has_an_mdev_is_refused_to_a_second_one()
    {
        Assert.True(core.Run("create m0", "open m0", "set_kvm m0 k0", "create m1", "open m1", "set_kvm m1 k0"));
        Assert.Equal(S.Refused, core[1]);
        Assert.Equal(new MdevId(0), core.Lifecycles.MdevOf(new KvmId(0)));
    }

    [Fact]
    public void A_guest_that_has_an_mdev_is_refused_by_the_first_open_of_another()
    {
        Assert.True(core.Run("create m0", "open m0", "set_kvm m0 k0", "create m1", "set_kvm m1 k0", "open m1"));
        Assert.Equal(S.Refused, core[1]);
    }

    [Fact]
    public void A_refused_guest_is_attached_when_a_second_open_replays_it_and_it_is_free_by_then()
    {
        Assert.True(core.Run("create m0", "open m0", "set_kvm m0 k0", "create m1", "open m1", "set_kvm m1 k0"));
        Assert.True(core.Run("release m0", "open m1"));
        Assert.Equal(S.Attached, core[1]);
    }

    [Fact]
    public void A_guest_without_a_crypto_control_block_is_refused()
    {
        var bare = new TestCore(Two with { Crycbd = false });
        Assert.True(bare.Run("create m0", "open m0", "set_kvm m0 k0", "create m1", "set_kvm m1 k1", "open m1"));
        Assert.Equal((S.Refused, S.Refused), (bare[0], bare[1]));
    }

    [Fact]
    public void An_attached_mdev_keeps_its_guest_when_another_is_named()
    {
        Assert.True(core.Run("create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 k1"));
        Assert.Equal(new KvmId(0), core.Lifecycles.KvmOf(new MdevId(0)));

        Assert.True(core.Run("release m0", "open m0"));
        Assert.Equal(new KvmId(1), core.Lifecycles.KvmOf(new MdevId(0)));
    }

    [Fact]
    public void Only_the_last_release_detaches()
    {
        Assert.True(core.Run("create m0", "set_kvm m0 k0", "open m0", "open m0", "release m0"));
        Assert.Equal(S.Attached, core[0]);
        Assert.True(core.Run("release m0"));
        Assert.Equal(S.Offered, core[0]);
    }

    [Fact]
    public void A_null_notify_detaches_and_leaves_the_mdev_open()
    {
        Assert.True(core.Run("create m0", "set_kvm m0 k0", "open m0", "set_kvm m0 null"));
        Assert.Equal(S.Opened, core[0]);
    }

    [Fact]
    public void A_destroyed_vm_is_taken_back_from_every_mdev()
    {
        Assert.True(core.Run("create m0", "set_kvm m0 k0", "open m0", "create m1", "set_kvm m1 k0", "close_vm k0"));
        Assert.Equal((S.Opened, S.Created), (core[0], core[1]));
    }

    [Fact]
    public void A_vm_destroyed_within_the_last_release_is_taken_back_after_it()
    {
        Assert.True(core.Run("create m0", "set_kvm m0 k0", "open m0"));
        Assert.True(core.Do("release m0", (layout, words) => layout.Mdevs[0].GroupKvm.Set(words, 0)));
        Assert.Equal(S.Created, core[0]);
    }

    [Fact]
    public void A_vm_destroyed_within_a_call_that_died_is_taken_back_all_the_same()
    {
        Assert.True(core.Run("create m0", "set_kvm m0 k0", "open m0"));
        var died = new StepResult(Outcome.Died, Errno.Ok, default, false, null);
        Assert.True(core.Fail("close_vm k0", died, (layout, words) => layout.Mdevs[0].GroupKvm.Set(words, 0)));
        Assert.Equal(S.Opened, core[0]);
    }

    [Fact]
    public void A_call_that_fails_dies_or_is_not_possible_moves_nothing()
    {
        Assert.True(core.Run("create m0", "set_kvm m0 k0"));
        Assert.True(core.Fail("open m0", StepResult.Of(Errno.ENODEV)));
        Assert.True(core.Fail("open m0", new StepResult(Outcome.Died, Errno.Ok, default, false, null)));
        Assert.True(core.Fail("open m0", StepResult.NotPossible("")));
        Assert.Equal(S.Offered, core[0]);
    }

    [Fact]
    public void A_remove_that_fails_while_the_device_stays_moves_nothing()
    {
        Assert.True(core.Run("create m0"));
        Assert.True(core.Fail("remove m0", StepResult.Of(Errno.EBUSY)));
        Assert.Equal(S.Created, core[0]);
    }

    [Fact]
    public void A_remove_that_its_driver_refuses_while_the_device_goes_leads_to_absent()
    {
        Assert.True(core.Run("create m0"));
        Assert.True(core.Fail("remove m0", StepResult.Ok, Orphan));
        Assert.Equal(S.Absent, core[0]);
    }

    [Fact]
    public void Removing_an_open_mdev_is_not_permitted_and_leaves_it_absent()
    {
        Assert.True(core.Run("create m0", "set_kvm m0 k0", "open m0"));
        Assert.False(core.Fail("remove m0", StepResult.Ok, Orphan));
        Assert.Equal(S.Absent, core[0]);
    }

    [Fact]
    public void Creating_an_mdev_that_exists_is_not_permitted()
    {
        Assert.True(core.Run("create m0"));
        Assert.False(core.Fail("create m0", StepResult.Ok));
    }

    [Fact]
    public void A_bare_notify_reaches_nobody_while_the_mdev_is_closed()
    {
        Assert.True(core.Run("create m0", "notify m0 k0"));
        Assert.Equal(S.Created, core[0]);
        Assert.True(core.Run("set_kvm m0 k1", "notify m0 null", "open m0"));
        Assert.Equal(new KvmId(1), core.Lifecycles.KvmOf(new MdevId(0)));
    }

    [Fact]
    public void A_guest_of_a_bare_notify_is_not_named_any_more_after_the_last_release()
    {
        Assert.True(core.Run("create m0", "open m0", "notify m0 k0"));
        Assert.Equal(S.Attached, core[0]);
        Assert.True(core.Run("release m0"));
        Assert.Equal(S.Created, core[0]);
    }

    [Fact]
    public void A_guest_taken_back_by_a_bare_notify_is_still_named_for_the_next_open()
    {
        Assert.True(core.Run("create m0", "open m0", "set_kvm m0 k0", "notify m0 null"));
        Assert.Equal(S.Opened, core[0]);
        Assert.True(core.Run("release m0"));
        Assert.Equal(S.Offered, core[0]);
    }

    [Fact]
    public void Following_a_trace_allocates_nothing()
    {
        Assert.True(core.Run("create m0", "create m1", "set_kvm m0 k0"));
        var open = OperationSyntax.Parse("open m0", out _)!.Value;
        core.Advance(open, StepResult.Ok);

        var start = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            core.Advance(open, StepResult.Ok);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - start);
    }

    private static void Orphan(ObservationLayout layout, ulong[] words)
    {
        layout.Mdevs[0].Life.Set(words, (uint)MdevLife.Orphaned);
        layout.Mdevs[0].Opens.Set(words, 0);
        layout.Mdevs[0].GroupKvm.Set(words, 0);
    }
}
