using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>Locks that lie in a guest's structure, which a driver can lose or never have had.</summary>
public sealed class GuestLockTests
{
    private readonly World world = Bench.OpenDeviceWorld("features=locks,vmfds");
    private Kvm guest;

    [Fact]
    public void The_lock_of_a_live_guest_can_be_taken()
    {
        var bench = Attach();

        Assert.True(Lock(guest).IsCompleted);
        Assert.Equal("", bench.Faults);
        Assert.True(bench.Ledger.IsHeld(new LockId(LockClass.Kvm, 0)));
    }

    [Fact]
    public void The_locks_of_two_guests_are_two()
    {
        var bench = Attach();
        var first = guest;
        bench.Do("create m1;set_kvm m1 k1;open m1");

        Assert.NotEqual(first, guest);
        Assert.True(Lock(first).IsCompleted);
        Assert.True(Lock(guest).IsCompleted);
    }

    [Fact]
    public void The_lock_of_a_guest_that_is_gone_is_freed_memory()
    {
        var bench = Attach();
        bench.Do("release m0;set_kvm m0 null;close_vcpu k0;close_kvm_vfio k0;close_vm k0");

        Assert.False(Lock(guest).IsCompleted);
        Assert.Equal("UseAfterFree k0", bench.Faults);
        Assert.Equal(Outcome.Died, world.Thread.Outcome);
    }

    [Fact]
    public void Unlocking_what_lies_in_a_guest_that_is_gone_is_a_use_after_free_too()
    {
        var bench = Attach();
        bench.Do("release m0;set_kvm m0 null;close_vcpu k0;close_kvm_vfio k0;close_vm k0");

        Assert.False(Unlock(guest).IsCompleted);
        Assert.Equal("UseAfterFree k0", bench.Faults);
    }

    private static async KernelTask Lock(Kvm kvm) => await kvm.Lock.Lock();

    private static async KernelTask Unlock(Kvm kvm) => await kvm.Lock.Unlock();

    private Bench Attach()
    {
        var driver = new OpenDeviceStub(world, Bench.Newest) { OnOpen = kvm => guest = kvm };
        var bench = new Bench(world, driver.Enter());
        bench.Do("create m0;set_kvm m0 k0;open m0");
        return bench;
    }
}
