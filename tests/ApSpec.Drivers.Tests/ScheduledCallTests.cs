using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>Operations whose calls are stepped effect by effect: alone, and several at once.</summary>
public sealed class ScheduledCallTests
{
    private const string Attached = "create m0;assign_adapter m0 05;assign_domain m0 0006;set_kvm m0 k0;open m0";
    private const string Aqic = "aqic_enable k0 05.0006 isc=3 nib=0x12000";

    public static TheoryData<string> Revisions => [.. Catalog.All.Select(revision => revision.Name)];

    [Theory]
    [MemberData(nameof(Revisions))]
    public void A_call_that_is_stepped_alone_does_what_a_plain_call_does(string revision)
    {
        var scope = ScopeText.Parse("mdevs=2 kvms=2 adapters=05 domains=0006 features=masks,irq,locks,secure,failures", out _)!;
        var alphabet = Alphabet.Of(scope, Catalog.Find(revision)!.Era);
        var returned = 0;
        for (var seed = 1; seed <= 20; seed++)
        {
            var (plain, stepped) = (WorldOf(revision, scope), WorldOf(revision, scope));
            var scheduler = new Scheduler(stepped.World, stepped.Era);
            var random = new Random(seed);
            for (var step = 0; step < 200; step++)
            {
                var operation = alphabet[random.Next(alphabet.Length)];
                var expected = plain.Era.Apply(operation);
                var thread = scheduler.Start(operation);
                while (thread.CanStep)
                    scheduler.Step(thread);
                if (expected.Outcome is Outcome.Died or Outcome.Stuck)
                {
                    Assert.True(thread.IsSuspended, $"{operation}: {expected.Outcome}");
                    break;
                }

                Assert.Equal(expected, thread.Result);
                Assert.True(plain.World.Words.SequenceEqual(stepped.World.Words), operation.ToString());
                returned += expected.Outcome == Outcome.Returned ? 1 : 0;
            }
        }

        Assert.True(returned > 200, $"{returned} calls");
    }

    // L -> K (the masks), K -> V (KVM_PV_ENABLE), V -> L (the intercept of PQAP); 0cc00c8d4050 and 86956e70761b are the fixes.
    [Theory]
    [InlineData("v5.3", "release m0")]
    [InlineData("v5.10", "release m0")]
    [InlineData("patch-v3", "set_kvm m0 null")]
    [InlineData("v5.11", "set_kvm m0 null")]
    [InlineData("v5.11", "release m0")]
    public void Masks_that_are_changed_under_the_drivers_lock_deadlock_with_a_guest_that_becomes_protected(string revision, string call) =>
        Assert.Contains("L wants K(k0); K(k0) wants V(k0); V(k0) wants L", Of(revision, 0, call, "pv_enable k0", Aqic).Endings);

    [Theory]
    [InlineData("v5.15", "set_kvm m0 null")]
    [InlineData("v5.15", "release m0")]
    [InlineData("6.12.117", "release m0")]
    public void Where_the_guests_lock_comes_first_there_is_no_deadlock(string revision, string call) =>
        Assert.DoesNotContain(Of(revision, 2, call, "pv_enable k0", Aqic).Endings, ending => ending.Contains("wants", StringComparison.Ordinal));

    // The flag that replaced the lock is one, too, and lockdep does not see it: a vcpu waits for it with its own mutex held.
    [Theory]
    [InlineData("set_kvm m0 null")]
    [InlineData("release m0")]
    public void The_flag_of_v5_12_deadlocks_as_the_lock_did(string call) =>
        Assert.Contains(Of("v5.12", 0, call, "pv_enable k0", Aqic).Endings, ending => ending.Contains("K(k0) wants V(k0); V(k0) wants kvm_busy", StringComparison.Ordinal));

    [Fact]
    public void Without_the_drivers_lock_two_calls_give_one_reference_back_twice() =>
        Assert.Contains("reference below zero of k0 in PutKvm", Of("patch-v1", 1, "set_kvm m0 null", "release m0").Endings);

    // The last close waits until the notifier has returned.
    [Theory]
    [InlineData("v5.11")]
    [InlineData("v5.12")]
    [InlineData("v5.15")]
    public void With_it_they_do_not(string revision) => Assert.Equal([""], Of(revision, 2, "set_kvm m0 null", "release m0").Endings);

    private static Interleavings Of(string revision, int preemptions, params string[] calls) => Interleavings.Of(revision, Attached, preemptions, calls);

    private static (World World, IKernelEra Era) WorldOf(string name, Scope scope)
    {
        var revision = Catalog.Find(name)!;
        var world = new World(scope, null, revision.Era, revision.Traits);
        return (world, revision.Create(world).Enter());
    }
}
