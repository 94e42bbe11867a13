using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>What puts rules over guests to the test: an mdev attached to one, a guest given back, a hook used.</summary>
internal static class GuestPremiseCases
{
    private const string Detached = "KVM-01 HOOK-01 MDEV-03";
    private const string HasGuest = "KVM-02 HOOK-02 MDEV-07";
    private const string BothAttached = "m0=Attached:k0 m1=Attached:k1";
    private const string Fds = "mdevs=2 kvms=2 adapters=05 domains=0006 features=vmfds";
    private const string Locked = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,irq,locks";

    public static IEnumerable<PremiseCase> All() => [.. Detaching(), .. Attaching(), .. References(), .. Descriptors(), .. Hooks()];

    private static IEnumerable<PremiseCase> Detaching()
    {
        yield return new(Detached, "when NULL gives the guest back", true,
            new StepBuilder(Small, "set_kvm m0 null").Before(Attached).After(Opened).Lifecycle(IsAttached, IsOpened));
        yield return new(Detached, "when the second of two mdevs gives its guest back", true,
            new StepBuilder(Small, "release m1").Both(Attached).Lifecycle(BothAttached, "m0=Attached:k0 m1=Created"));
        yield return new(Detached, "when the guest is attached", false,
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached).Lifecycle(IsOpened, IsAttached));
        yield return new(Detached, "while an mdev stays attached", false,
            new StepBuilder(Small, "open m0").Both(Attached).After("m0.opens=2").Lifecycle(IsAttached));
        yield return new(Detached, "when another mdev gets the guest in the same step", false,
            new StepBuilder(Small, "release m0").Both(Attached).Lifecycle("m0=Attached:k0 m1=Refused", "m0=Created m1=Attached:k0"));
        yield return new(Detached, "when the guest is destroyed with it", false,
            new StepBuilder(Small, "release m0").Before(Attached).After(Opened + "k0.life=1").Lifecycle(IsAttached, IsOpened));
        yield return new(Detached, "when a call on the guest never returned", false,
            new StepBuilder(Small, "release m0").Before(Attached).After(Opened + "k0.busy=1").Lifecycle(IsAttached, IsOpened));
    }

    private static IEnumerable<PremiseCase> Attaching()
    {
        yield return new(HasGuest, "when an mdev is attached", true,
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached).Lifecycle(IsOpened, IsAttached));
        yield return new(HasGuest, "when the second of two guests has an mdev", true,
            new StepBuilder(Small, "set_kvm m1 k1").After("k0.driver_refs=1 k1.driver_refs=1").Lifecycle("m1=Opened", "m1=Attached:k1"));
        yield return new(HasGuest, "when nothing but the guest of an mdev is touched", true,
            new StepBuilder(Small, "open m1").Both(Attached).After("k0.driver_refs=2").Lifecycle(IsAttached));
        yield return new(HasGuest, "when the mdev has no guest", false,
            new StepBuilder(Small, "open m0").Before(Created).After(Opened).Lifecycle("m0=Created", IsOpened));
        yield return new(HasGuest, "when the mdev gave its guest back", false,
            new StepBuilder(Small, "set_kvm m0 null").Before(Attached).After(Opened).Lifecycle(IsAttached, IsOpened));
        yield return new(HasGuest, "when another mdev is attached, which the step does not touch", false,
            new StepBuilder(Small, "create m1").Both(Attached).After("m1.life=1").Lifecycle(IsAttached, IsAttached + " m1=Created"));
    }

    private static IEnumerable<PremiseCase> References()
    {
        yield return new("KVM-03", "when a reference is given back", true,
            new StepBuilder(Small, "set_kvm m0 null").Before(Attached).After(Opened).Lifecycle(IsAttached, IsOpened));
        yield return new("KVM-03", "when that of the second guest is given back", true,
            new StepBuilder(Small, "set_kvm m0 k0").Before("k1.driver_refs=1").After("k0.driver_refs=1"));
        yield return new("KVM-03", "when a reference is taken", false,
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached).Lifecycle(IsOpened, IsAttached));
        yield return new("KVM-03", "when the guest changes and its references do not", false,
            new StepBuilder(Small, "set_kvm m0 null").Both(Attached).After("k0.pqap_hook=0").Lifecycle(IsAttached));
    }

    private static IEnumerable<PremiseCase> Descriptors()
    {
        foreach (var close in (string[])["close_vm k0", "close_vcpu k0", "close_kvm_vfio k0"])
        {
            yield return new("KVM-04", $"by '{close}' of an attached guest", true,
                new StepBuilder(Fds, close).Both(Attached).After("k0.vm_closed=1").Lifecycle(IsAttached));
            yield return new("KVM-04", $"by '{close}' of a guest without mdev", false,
                new StepBuilder(Fds, close).Both(Opened).After("k0.vm_closed=1").Lifecycle(IsOpened));
        }

        yield return new("KVM-04", "by another call on an attached mdev", false,
            new StepBuilder(Fds, "open m0").Both(Attached).After("m0.opens=2").Lifecycle(IsAttached));
    }

    private static IEnumerable<PremiseCase> Hooks()
    {
        yield return new("HOOK-04", "when a hook is written", true, new StepBuilder(Locked, "set_kvm m0 k0").Moment(MomentKind.Hook, 0));
        yield return new("HOOK-04", "when a hook is written after masks", true,
            new StepBuilder(Locked, "set_kvm m0 k0").Moment(MomentKind.Masks, 0).Moment(MomentKind.Hook, 0));
        yield return new("HOOK-04", "when a hook is called", false, new StepBuilder(Locked, "set_kvm m0 k0").Moment(MomentKind.HookCall, 0));
        yield return new("HOOK-05", "when a hook is called", true, new StepBuilder(Locked, "aqic_disable k0 05.0006").Moment(MomentKind.HookCall, 0));
        yield return new("HOOK-05", "when a hook is written", false, new StepBuilder(Locked, "aqic_disable k0 05.0006").Moment(MomentKind.Hook, 0));
    }
}
