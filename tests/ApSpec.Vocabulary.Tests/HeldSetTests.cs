namespace ApSpec.Vocabulary.Tests;

public sealed class HeldSetTests
{
    private static readonly LockId K0 = new(LockClass.Kvm, 0);
    private static readonly LockId H0 = new(LockClass.Hook, 0);
    private static readonly LockId H1 = new(LockClass.Hook, 1);
    private static readonly LockId M = new(LockClass.Mdevs, 0);

    [Fact]
    public void A_lock_of_another_guest_is_not_beside_a_guests_lock()
    {
        var held = default(HeldSet).And(H1, isShared: false).And(M, isShared: false);

        Assert.Equal(1 << (int)LockClass.Mdevs, held.Beside(K0));
        Assert.Equal(1 << (int)LockClass.Mdevs | 1 << (int)LockClass.Hook, held.And(H0, isShared: false).Beside(K0));
    }

    [Fact]
    public void A_lock_that_there_is_one_of_is_beside_every_lock() =>
        Assert.All(Enum.GetValues<LockClass>(), one => Assert.Equal(1 << (int)LockClass.Mdevs, default(HeldSet).And(M, isShared: false).Beside(new LockId(one, 0))));

    [Fact]
    public void A_vcpus_lock_and_one_of_class_X_keep_nothing_apart()
    {
        var held = default(HeldSet).And(LockId.OfVcpu(new KvmId(0), 0), isShared: false).And(LockId.OfVcpu(new KvmId(0), 1), isShared: false)
            .And(new LockId(LockClass.Other, 0), isShared: false);

        Assert.Equal(0, held.Beside(K0));
        Assert.Equal(1 << (int)LockClass.Vcpu | 1 << (int)LockClass.Other, held.Classes);
    }

    [Fact]
    public void A_class_is_shared_when_none_of_its_locks_is_held_alone()
    {
        var held = default(HeldSet).And(H0, isShared: true).And(M, isShared: false);

        Assert.True(held.IsShared(H0));
        Assert.Equal(1 << (int)LockClass.Hook, held.SharedClasses);
        Assert.Equal(0, held.And(H1, isShared: false).SharedClasses);
        Assert.Equal(0, held.Without(H0).SharedClasses);
    }
}
