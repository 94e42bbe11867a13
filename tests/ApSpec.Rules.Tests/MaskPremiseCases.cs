using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>What puts rules over masks and matrices to the test.</summary>
internal static class MaskPremiseCases
{
    private const string MasksHw = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,control,hw";
    private const string MasksBinding = "mdevs=2 kvms=2 adapters=05,06 domains=0006 features=masks,binding";
    private const string NoApxa = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,control format=0";
    private const string BothAttached = "m0=Attached:k0 m1=Attached:k1";

    /// <summary>m1 has adapter 06 and domain 0006.</summary>
    private const string OtherMatrix = "m1.matrix.apm=06 m1.matrix.aqm=0006 ";

    public static IEnumerable<PremiseCase> All() => [.. Matrices(), .. Left(), .. Host(), .. Shared(), .. Reserved(), .. Limits()];

    private static IEnumerable<PremiseCase> Matrices()
    {
        const string rules = "MASK-02 MASK-03 MASK-10";
        yield return new(rules, "when an mdev with a queue is attached", true,
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue).Lifecycle(IsOpened, IsAttached));
        yield return new(rules, "when the second of two mdevs has a queue", true,
            new StepBuilder(Masks, "set_kvm m1 k1").Both(Attached + OtherMatrix).After("k0.driver_refs=2 k1.driver_refs=1")
                .Lifecycle(IsAttached + " m1=Opened", BothAttached));
        yield return new(rules, "when the mdev has no guest", false,
            new StepBuilder(Masks, "assign_domain m0 0006").Before(Opened + "m0.matrix.apm=05").After(Opened + Matrix).Lifecycle(IsOpened));
        yield return new(rules, "when it has an adapter and no domain", false,
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened).After(Attached).Both("m0.matrix.apm=05").Lifecycle(IsOpened, IsAttached));
        yield return new(rules, "when it has a domain and no adapter", false,
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened).After(Attached).Both("m0.matrix.aqm=0006").Lifecycle(IsOpened, IsAttached));
    }

    private static IEnumerable<PremiseCase> Left()
    {
        yield return new("MASK-01", "when a guest with masks is given back", true,
            new StepBuilder(Masks, "set_kvm m0 null").Before(AttachedQueue).After(Opened + Matrix).Lifecycle(IsAttached, IsOpened));
        yield return new("MASK-01", "when a guest with a control domain is given back", true,
            new StepBuilder(Masks, "set_kvm m0 null").Before(Attached + "k0.crycb.adm=0006").After(Opened).Lifecycle(IsAttached, IsOpened));
        yield return new("MASK-01", "when two guests are given back and the second has masks", true,
            new StepBuilder(Masks, "set_kvm m0 null").Before("k1.crycb.apm=06").Lifecycle(BothAttached, "m0=Opened m1=Opened"));
        yield return new("MASK-01", "when the guest had no masks", false,
            new StepBuilder(Masks, "set_kvm m0 null").Before(Attached).After(Opened).Lifecycle(IsAttached, IsOpened));
        yield return new("MASK-01", "when the guest is kept", false,
            new StepBuilder(Masks, "open m0").Both(AttachedQueue).After("m0.opens=2").Lifecycle(IsAttached));
    }

    private static IEnumerable<PremiseCase> Host()
    {
        foreach (var gone in (string[])["world.host.apm_gone=06", "world.host.aqm_gone=0006", "world.host.adm_gone=0006"])
        {
            yield return new("MASK-04", $"when a guest has masks and {gone}", true,
                new StepBuilder(MasksHw, "host_config -06", Era.OpenDevice).Both("k0.crycb.apm=05 k0.crycb.aqm=0006").After(gone));
            yield return new("MASK-04", $"when no guest has masks and {gone}", false,
                new StepBuilder(MasksHw, "host_config -06", Era.OpenDevice).After(gone));
        }

        yield return new("MASK-04", "when only the second guest has masks", true,
            new StepBuilder(MasksHw, "host_config -06").Both("k1.crycb.apm=05 k1.crycb.aqm=0006").After("world.host.apm_gone=06"));
        yield return new("MASK-04", "when the host has all", false, new StepBuilder(MasksHw, "host_config +06").Both(AttachedQueue));
        yield return new("MASK-07", "when only the second guest has masks", true,
            new StepBuilder(MasksBinding, "unbind 06.0006").Both("k1.crycb.apm=05 k1.crycb.aqm=0006").After("06.0006.driver=1"));
        foreach (var call in (string[])["unbind 06.0006", "apmask +06", "aqmask +0006"])
        {
            yield return new("MASK-07", $"by '{call}' while a guest has masks", true, new StepBuilder(MasksBinding, call).Both(AttachedQueue));
            yield return new("MASK-07", $"by '{call}' while no guest has masks", false, new StepBuilder(MasksBinding, call).Both(Opened + Matrix));
        }

        foreach (var call in (string[])["bind 06.0006", "apmask -06"])
            yield return new("MASK-07", $"by '{call}'", false, new StepBuilder(MasksBinding, call).Both(AttachedQueue));
    }

    private static IEnumerable<PremiseCase> Shared()
    {
        yield return new("MASK-05", "when two guests have masks", true,
            new StepBuilder(Masks, "set_kvm m1 k1").Both(AttachedQueue).After("k1.crycb.apm=06 k1.crycb.aqm=0006"));
        yield return new("MASK-05", "when one guest has masks", false,
            new StepBuilder(Masks, "set_kvm m0 k0").Before(Opened + Matrix).After(AttachedQueue));
        yield return new("MASK-05", "when the first guest lost its masks", false,
            new StepBuilder(Masks, "set_kvm m1 k1").Before(AttachedQueue).After("k1.crycb.apm=06 k1.crycb.aqm=0006"));
        yield return new("MASK-06", "when two mdevs have queues", true,
            new StepBuilder(Masks, "assign_domain m1 0006").Both(Created + Matrix + "m1.life=1").After(OtherMatrix));
        yield return new("MASK-06", "when one has a queue and the other an adapter", false,
            new StepBuilder(Masks, "assign_adapter m1 06").Both(Created + Matrix + "m1.life=1").After("m1.matrix.apm=06"));
    }

    private static IEnumerable<PremiseCase> Reserved()
    {
        foreach (var call in (string[])["apmask +06", "aqmask +0006"])
        {
            yield return new("MASK-09", $"by '{call}' while an mdev has a queue", true, new StepBuilder(MasksBinding, call).Both(Created + Matrix));
            yield return new("MASK-09", $"by '{call}' while none has a queue", false,
                new StepBuilder(MasksBinding, call).Both(Created + "m0.matrix.apm=05"));
        }

        yield return new("MASK-09", "when the second mdev has a queue", true,
            new StepBuilder(MasksBinding, "apmask +06").Both(Created + "m1.life=1 " + OtherMatrix));
        yield return new("MASK-09", "when a queue is unbound", false, new StepBuilder(MasksBinding, "unbind 05.0006").Both(Created + Matrix));
        yield return new("MASK-09", "when an adapter is no longer reserved", false,
            new StepBuilder(MasksBinding, "apmask -06").Both(Created + Matrix));
    }

    private static IEnumerable<PremiseCase> Limits()
    {
        foreach (var above in (string[])["assign_adapter m0 40", "assign_domain m0 0010", "assign_control_domain m0 0010"])
            yield return new("MASK-08", $"by '{above}' without APXA", true, new StepBuilder(NoApxa, above).Both(Created));
        foreach (var within in (string[])["assign_adapter m0 3f", "assign_domain m0 000f", "assign_control_domain m0 000f", "unassign_adapter m0 40"])
            yield return new("MASK-08", $"by '{within}' without APXA", false, new StepBuilder(NoApxa, within).Both(Created));
        yield return new("MASK-08", "by 'assign_adapter m0 40' with APXA", false, new StepBuilder(Masks, "assign_adapter m0 40").Both(Created));
    }
}
