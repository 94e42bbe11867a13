using ApSpec.Drivers;
using ApSpec.Rules;

namespace ApSpec.Check.Tests;

/// <summary>What a violation lets a guest do, as data; its sentences are tested with the reports.</summary>
public sealed class GuestViewTests
{
    [Fact]
    public void A_reference_left_is_told_with_its_count() => Assert.Contains(
        new GuestFact(GuestFactKind.GuestLeft) { Guest = "k0", Number = 1 },
        Of("v5.10", "KVM-01", "create m0;open m0;set_kvm m0 k0;set_kvm m0 null"));

    [Fact]
    public void A_hook_left_is_told_with_what_it_ends_in_when_the_mdev_goes() => Assert.Contains(
        new GuestFact(GuestFactKind.ForeignHook) { Guest = "k0", Mdev = "m0", IsStill = true, Fault = "use after free of m0" },
        Of("v5.10", "HOOK-01", "create m0;open m0;set_kvm m0 k0;set_kvm m0 null"));

    [Fact]
    public void Nothing_is_told_when_nothing_follows() =>
        Assert.Empty(Of("v5.11", "KVM-01", "create m0;open m0;set_kvm m0 k0;set_kvm m0 null"));

    private static GuestFact[] Of(string revision, string rule, string operations) =>
        [.. GuestView.Facts(new ModelSubject(Catalog.Find(revision)!), Traces.Of("mdevs=1 kvms=1", operations), RuleBook.Find(rule)!)];
}
