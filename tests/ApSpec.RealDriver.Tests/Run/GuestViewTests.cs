using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>What a violation lets a guest do, tried on the compiled driver: the same as on the revision that models it.</summary>
public sealed class GuestViewTests
{
    private const string Assigned = "create m0\nassign_adapter m0 05\nassign_domain m0 0006\nset_kvm m0 k0\nopen m0\n";

    /// <summary>Versions, rules, and traces that violate them.</summary>
    public static TheoryData<string, string, string, string> Cases()
    {
        const string unmap = "scope features=masks,irq\n" + Assigned + "aqic_enable k0 05.0006 isc=3 nib=0x12000\ndma_unmap m0 iova=0x12000 pages=1\n";
        const string left = "scope features=masks,irq,hw\n" + Assigned + "hw 05.0006 aqic=03 always\naqic_enable k0 05.0006 isc=3 nib=0x12000\n";
        return new TheoryData<string, string, string, string>
        {
            { "6.1", "IRQ-07", unmap, "which is not pinned: the host may give it to somebody else" },
            { "6.1", "IRQ-01", left, "page 0x12 of m0's guest stays pinned when m0 is closed" },
            { "6.12", "IRQ-01", left, "isc 3 of k0 stays registered when every mdev is closed" },
            {
                "6.1", "RESET-03", "scope domains=0006,0007 features=masks,messages,binding\n" + Assigned.Replace("set_kvm", "assign_domain m0 0007\nset_kvm", StringComparison.Ordinal)
                    + "nqap k0 05.0007 psmid=1\nunbind 05.0006\n", "05.0007 goes to its next user with k0's data in it"
            },
        };
    }

    [KernelTreeTheory]
    [MemberData(nameof(Cases))]
    public void Model_and_compiled_driver_let_a_guest_do_the_same(string version, string rule, string trace, string part)
    {
        using var driver = LoadedDriver.Of(version);
        var model = new ModelSubject(Catalog.Find(version == "6.1" ? "6.1.192" : "6.12.117")!);
        var parsed = LoadedDriver.Trace(trace);

        var onDriver = GuestView.Facts(driver.Subject, parsed, RuleBook.Find(rule)!);

        Assert.Contains(onDriver, fact => GuestText.Format(fact).Contains(part, StringComparison.Ordinal));
        Assert.Equal(GuestView.Facts(model, parsed, RuleBook.Find(rule)!).ToArray(), onDriver.ToArray());
    }

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void An_attached_guest_gains_and_loses_nothing(string version)
    {
        using var driver = LoadedDriver.Of(version);

        Assert.Empty(GuestView.Facts(driver.Subject, LoadedDriver.Trace("scope features=masks\n" + Assigned), RuleBook.Find("KVM-01")!));
    }
}
