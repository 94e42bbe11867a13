using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>What puts rules over the life of mdevs, and over calls, to the test.</summary>
internal static class MdevPremiseCases
{
    private const string Freed = "HOOK-03 MDEV-05";
    private const string Named = "m0.life=1 m0.opens=1 m0.kvm=k0 m0.group.kvm=k0 m1.life=1 m1.group.kvm=k0 ";

    public static IEnumerable<PremiseCase> All() => [.. Freeing(), .. Refusals(), .. Lives(), .. Calls()];

    private static IEnumerable<PremiseCase> Freeing()
    {
        yield return new(Freed, "when an mdev is removed", true,
            new StepBuilder(Small, "remove m0").Before(Created).Lifecycle("m0=Created", ""));
        yield return new(Freed, "when an mdev is freed that a hook still names", true,
            new StepBuilder(Small, "remove m0").Both(Created + "k0.pqap_hook=m0").After("m0.life=2").Lifecycle("m0=Created", ""));
        yield return new(Freed, "when the second of two touched mdevs is removed", true,
            new StepBuilder(Small, "remove m1").Both(Created + "m1.life=1").After("m0.opens=1 m1.life=0"));
        yield return new(Freed, "when an mdev is created", false,
            new StepBuilder(Small, "create m0").After(Created).Lifecycle("", "m0=Created"));
        yield return new(Freed, "when a live mdev is opened", false,
            new StepBuilder(Small, "open m0").Before(Created).After(Opened).Lifecycle("m0=Created", IsOpened));
        yield return new(Freed, "when a freed mdev is named no more", false, new StepBuilder(Small, "close_vm k0").Before("m0.life=2"));
    }

    private static IEnumerable<PremiseCase> Refusals()
    {
        yield return new("MDEV-01", "when a second mdev is refused a guest", true,
            new StepBuilder(Small, "set_kvm m1 k0").Both(Attached).Lifecycle(IsAttached + " m1=Opened", IsAttached + " m1=Refused"));
        yield return new("MDEV-01", "when the only touched mdev is attached", false,
            new StepBuilder(Small, "set_kvm m0 k0").Before(Opened).After(Attached).Lifecycle(IsOpened, IsAttached));
        yield return new("MDEV-01", "when an open fails because another mdev has the guest", true, Hot("open m1", Named)
            .Lifecycle("m0=Attached:k0 m1=Offered").Returns(StepResult.Of(Errno.EPERM)));
        yield return new("MDEV-01", "when an open fails that is of another guest", false,
            Hot("open m1", Named + "m1.group.kvm=k1").Lifecycle("m0=Attached:k0 m1=Offered").Returns(StepResult.Of(Errno.EPERM)));
        yield return new("MDEV-01", "when an open fails that names no guest", false,
            Hot("open m1", Named + "m1.group.kvm=0").Lifecycle("m0=Attached:k0 m1=Created").Returns(StepResult.Of(Errno.EPERM)));
        yield return new("MDEV-01", "when the attached mdev's own second open fails", false,
            Hot("open m0", Named).Lifecycle("m0=Attached:k0 m1=Offered").Returns(StepResult.Of(Errno.EPERM)));
        yield return new("MDEV-01", "when another call fails", false,
            Hot("remove m1", Named).Lifecycle("m0=Attached:k0 m1=Offered").Returns(StepResult.Of(Errno.EBUSY)));
        yield return new("MDEV-01", "when the open succeeds", false, Hot("open m1", Named).Lifecycle("m0=Attached:k0 m1=Offered"));
        yield return new("MDEV-01", "by a failed open of the notifier era", false,
            new StepBuilder(Small, "open m1").Both(Named).Lifecycle("m0=Attached:k0 m1=Offered").Returns(StepResult.Of(Errno.EPERM)));
    }

    private static IEnumerable<PremiseCase> Lives()
    {
        yield return new("MDEV-02", "when a lifecycle changes", true,
            new StepBuilder(Small, "open m0").Before(Created).After(Opened).Lifecycle("m0=Created", IsOpened));
        yield return new("MDEV-02", "when no lifecycle changes", false,
            new StepBuilder(Small, "open m0").Both(Opened).After("m0.opens=2").Lifecycle(IsOpened));
        yield return new("MDEV-04", "when the module's references change", true,
            new StepBuilder(Small, "open m0").Before(Created).After(Opened));
        yield return new("MDEV-04", "when only the instances change", false, new StepBuilder(Small, "create m0").After(Created));
        yield return new("MDEV-06", "when the instances change", true, new StepBuilder(Small, "create m0").After(Created));
        yield return new("MDEV-06", "when only the module's references change", false,
            new StepBuilder(Small, "open m0").Before(Created).After(Opened));
        yield return new("MDEV-08", "by a release", true, new StepBuilder(Small, "release m0").Before(Opened).After(Created));
        yield return new("MDEV-08", "by an open", false, new StepBuilder(Small, "open m0").Before(Created).After(Opened));
        yield return new("MDEV-09", "by an open that succeeds", true, new StepBuilder(Small, "open m0").Before(Created).After(Opened));
        yield return new("MDEV-09", "by an open that fails", false,
            new StepBuilder(Small, "open m0").Both(Created).Returns(StepResult.Of(Errno.EINVAL)));
        yield return new("MDEV-09", "by a release", false, new StepBuilder(Small, "release m0").Before(Opened).After(Created));
    }

    private static IEnumerable<PremiseCase> Calls()
    {
        const string returns = "CALL-01 CALL-03";
        yield return new(returns, "when a call on an mdev returns", true, new StepBuilder(Small, "create m0").After(Created));
        yield return new(returns, "when a call on a guest returns", true, new StepBuilder(Small, "close_vm k0").After("k0.life=1"));
        yield return new(returns, "when it never returns", false, new StepBuilder(Small, "create m0").After(Created).Ends(Outcome.Stuck));
        yield return new(returns, "when it died", false, new StepBuilder(Small, "create m0").After(Created).Ends(Outcome.Died));
        yield return new(returns, "when it touched nothing", false, new StepBuilder(Small, "create m0"));
        yield return new("CALL-02", "when a call fails", true,
            new StepBuilder(Small, "open m0").Both(Created).Returns(StepResult.Of(Errno.EPERM)));
        yield return new("CALL-02", "when it succeeds", false, new StepBuilder(Small, "open m0").Before(Created).After(Opened));
        yield return new("CALL-02", "when an instruction gets a response code", false,
            new StepBuilder(Small, "aqic_disable k0 05.0006").Returns(StepResult.Of(Architecture.ResponseCode.NotAvailable)));
        yield return new("CALL-02", "when it never returns", false,
            new StepBuilder(Small, "open m0").Both(Created).Returns(new StepResult(Outcome.Stuck, Errno.EPERM, default, false, null)));
    }

    private static StepBuilder Hot(string operation, string fields) => new StepBuilder(Small, operation, Era.OpenDevice).Both(fields);
}
