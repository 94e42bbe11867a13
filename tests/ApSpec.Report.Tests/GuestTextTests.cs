using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

/// <summary>What a violation lets a guest do, in sentences: for each family some, and none where nothing follows.</summary>
public sealed class GuestTextTests
{
    private const string Masks = "mdevs=1 kvms=1 features=masks";
    private const string Two = "mdevs=2 kvms=2 features=masks,messages";
    private const string Irq = "mdevs=1 kvms=1 features=masks,irq";
    private const string Assigned = "create m0;open m0;assign_adapter m0 05;assign_domain m0 0006;set_kvm m0 k0;";

    [Fact]
    public void Masks_left_let_the_guest_reach_the_queue() =>
        Assert.Contains("k0 still reaches 05.0006 after set_kvm m0 null (TAPQ cc 0 rc 00)", Of("v5.10", "MASK-01", Masks, Assigned + "set_kvm m0 null"));

    [Fact]
    public void A_queue_of_two_guests_gives_one_the_replies_of_the_other()
    {
        var lines = Of("v5.10", "MASK-05", Two, Assigned
            + "set_kvm m0 null;release m0;remove m0;create m1;assign_adapter m1 05;assign_domain m1 0006;open m1;set_kvm m1 k1");

        Assert.Contains("k0 and k1 both use 05.0006: k1's DQAP takes the reply to k0's request (cc 0 rc 00)", lines);
    }

    [Fact]
    public void A_hook_left_runs_and_dangles_when_the_mdev_goes()
    {
        Assert.Contains("k0's PQAP(AQIC) still runs the hook of m0, which is not attached to it; once m0 is removed, that is a use after free "
            + "of m0 in the host", Of("v5.10", "HOOK-01", "mdevs=1 kvms=1", "create m0;open m0;set_kvm m0 k0;set_kvm m0 null"));
        Assert.Contains("k0's PQAP(AQIC) ends in a use after free of m0 in the host",
            Of("v5.10", "HOOK-03", "mdevs=1 kvms=1", "create m0;open m0;set_kvm m0 k0;set_kvm m0 null;release m0;remove m0"));
    }

    [Fact]
    public void A_reference_left_keeps_the_guest_for_ever() => Assert.Contains(
        "k0 is never destroyed and its memory stays: with every descriptor closed the driver holds 1 reference",
        Of("v5.10", "KVM-01", "mdevs=1 kvms=1", "create m0;open m0;set_kvm m0 k0;set_kvm m0 null"));

    [Fact]
    public void Interrupts_left_on_write_into_a_page_that_is_given_back()
    {
        var line = Assert.Single(Of("v5.10", "IRQ-07", Irq, Assigned
            + "aqic_enable k0 05.0006 isc=3 nib=0x12000;dma_unmap m0 iova=0x12000 pages=1"));

        Assert.Equal("after dma_unmap m0 iova=0x12000 pages=1 the adapter goes on writing notification bytes of 05.0006 into page 0x12 of k0, "
            + "which is not pinned: the host may give it to somebody else", line);
    }

    [Fact]
    public void What_rests_on_a_choice_of_the_hardware_model_says_so()
    {
        var hasty = Of("v5.10", "IRQ-05", Irq, Assigned + "aqic_enable k0 05.0006 isc=3 nib=0x12000;aqic_disable k0 05.0006");

        Assert.EndsWith("(UNCONFIRMED: AQIC while an interrupt change is under way is taken to answer 07)", Assert.Single(hasty), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pin_and_a_registration_left_are_told() => Assert.Equal(
        ["isc 3 of k0 stays registered when every mdev is closed; the kernel warns when k0 ends",
            "page 0x12 of m0's guest stays pinned when m0 is closed"],
        Of("v5.11", "IRQ-01", "mdevs=1 kvms=1 features=masks,irq,hw", Assigned
            + "hw 05.0006 aqic=03 always;aqic_enable k0 05.0006 isc=3 nib=0x12000"));

    [Fact]
    public void A_queue_that_was_not_reset_goes_on_with_the_last_users_data() => Assert.Contains(
        "after release m0 05.0006 goes to its next user with k0's data in it: a DQAP reads the reply to k0's request (cc 0 rc 00)",
        Of("v5.11", "RESET-01", "mdevs=1 kvms=1 features=masks,messages,hw", Assigned
            + "nqap k0 05.0006 psmid=1;hw 05.0006 zapq=05 always;release m0"));

    [Fact]
    public void A_queue_the_guest_has_a_right_to_and_cannot_use_is_a_loss()
    {
        // The mutation: the masks are never set.
        var fact = GuestView.Facts(
            new ModelSubject(Catalog.Find("v5.11")!, new Kernel.Mutation("SetMasks", Kernel.EffectKind.Environment, "CopyDomains")),
            Cases.TraceOf(Masks, Assigned.TrimEnd(';')), RuleBook.Find("MASK-02")!);

        Assert.Equal("k0 cannot use 05.0006 after set_kvm m0 k0, though m0 has it and is attached (TAPQ cc 3 rc 01, UNCONFIRMED: rc 01 is the "
            + "code the host gets)", GuestText.Format(Assert.Single(fact)));
    }

    [Fact]
    public void What_the_next_guest_of_an_mdev_misses_or_gets_too_much_is_told()
    {
        Assert.Equal("a guest that gets m0 now cannot use 05.0006, though m0 has it and nothing is in the way (TAPQ cc 3 rc 01, UNCONFIRMED: "
            + "rc 01 is the code the host gets)", Assert.Single(Of("v6.0", "MASK-14", "domains=0006,0007 features=masks,hw",
            "host_config -0007;create m0;assign_domain m0 0006;assign_domain m0 0007;assign_adapter m0 05")));
        Assert.Equal("a guest that gets m0 now reaches 05.0006, which vfio_ap does not have (TAPQ cc 0 rc 00): the host may use it at the same "
            + "time", Assert.Single(Of("v6.0", "MASK-13", "adapters=05,06 features=masks,binding",
            "create m0;unbind 05.0006;assign_domain m0 0006;assign_adapter m0 05;assign_adapter m0 06")));
    }

    [Fact]
    public void A_queue_that_leaves_the_driver_and_not_the_guest_is_told() => Assert.Equal(
        "k0 reaches 05.0006, which vfio_ap does not have after unbind 05.0006: the host may use it at the same time",
        Of("v5.10", "MASK-07", "mdevs=1 kvms=1 features=masks,binding", Assigned + "unbind 05.0006")[0]);

    [Fact]
    public void A_guest_whose_own_instruction_ends_the_host_is_named() => Assert.Equal(
        "k0 does this by itself: its PQAP(AQIC) ends in a use after free of m0 in the host",
        Of("v5.10", "MEM-01", "mdevs=1 kvms=1 features=irq",
            "create m0;open m0;set_kvm m0 k0;set_kvm m0 null;release m0;remove m0;aqic_enable k0 05.0006 isc=3 nib=0x12000")[0]);

    [Theory]
    [InlineData("v5.10", "LOCK-03", "mdevs=1 kvms=1 features=irq,locks", "create m0;open m0;set_kvm m0 k0;aqic_enable k0 05.0006 isc=3 nib=0x12000;pv_enable k0;release m0")]
    [InlineData("patch-v3", "LOCK-01", "mdevs=2 kvms=1", "create m0;create m1;open m0;open m1;set_kvm m0 k0;set_kvm m1 k0")]
    [InlineData("v5.11", "KVM-01", "mdevs=1 kvms=1", "create m0;open m0;set_kvm m0 k0;set_kvm m0 null")]
    public void Nothing_is_said_when_nothing_follows(string revision, string rule, string scope, string operations) =>
        Assert.Empty(Of(revision, rule, scope, operations));

    private static string[] Of(string revision, string rule, string scope, string operations) =>
        [.. GuestView.Facts(Cases.SubjectOf(revision), Cases.TraceOf(scope, operations), Cases.RuleOf(rule)).Select(GuestText.Format)];
}
