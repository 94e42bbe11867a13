using ApSpec.Search.Causes;
using static ApSpec.Search.Tests.Causes.Origins;

namespace ApSpec.Search.Tests.Causes;

/// <summary>Which drafts have one cause.</summary>
public sealed class CauseClustersTests
{
    [Fact]
    public void Drafts_with_the_same_sign_have_one_cause_and_others_another() =>
        Assert.Equal("LOCK-03 LOCK-03 | LOCK-03", CausesOf(
            Draft("LOCK-03", Of("a", [new OriginRule("LOCK-03", "L I")], "1")),
            Draft("LOCK-03", Of("b", [new OriginRule("LOCK-03", "L I")], "2")),
            Draft("LOCK-03", Of("c", [new OriginRule("LOCK-03", "L K")], "1"))));

    [Fact]
    public void What_is_seen_only_in_calls_that_never_end_has_their_cause()
    {
        var some = Of("a", [new OriginRule("LOCK-02", "Deadlock f"), new OriginRule("CALL-01", "Deadlock f"), new OriginRule("MDEV-03")], "1");
        var other = Of("b", [new OriginRule("LOCK-02", "Deadlock f"), new OriginRule("CALL-01", "Deadlock f")], "2");

        Assert.Equal("LOCK-02 CALL-01 MDEV-03 LOCK-02", CausesOf(Draft("LOCK-02", some), Draft("CALL-01", some), Draft("MDEV-03", some), Draft("LOCK-02", other)));
    }

    [Fact]
    public void Drafts_that_part_at_the_same_places_have_one_cause_and_others_another() =>
        Assert.Equal("IRQ-02 IRQ-02 | IRQ-02", CausesOf(
            Draft("IRQ-02", Of("a", Wrong("IRQ-02"), "1 2")),
            Draft("IRQ-02", Of("b", Wrong("IRQ-02"), "2 3")),
            Draft("IRQ-02", Of("c", Wrong("IRQ-02"), "4"))));

    [Fact]
    public void Rules_of_which_one_is_never_without_the_other_have_one_cause()
    {
        var step = Of("a", Wrong("KVM-01", "HOOK-01"), "1");

        Assert.Equal("KVM-01 HOOK-01", CausesOf(Draft("KVM-01", step), Draft("HOOK-01", step)));
    }

    [Fact]
    public void A_rule_that_is_violated_elsewhere_too_takes_with_it_what_is_never_without_it() =>
        Assert.Equal("KVM-01 HOOK-01 HOOK-01", CausesOf(
            Draft("KVM-01", Of("a", Wrong("KVM-01", "HOOK-01"), "1")),
            Draft("HOOK-01", Of("a", Wrong("KVM-01", "HOOK-01"), "1")),
            Draft("HOOK-01", Of("b", Wrong("HOOK-01"), "1"))));

    [Fact]
    public void Rules_that_are_violated_without_each_other_have_causes_of_their_own() =>
        Assert.Equal("KVM-01 KVM-01 | HOOK-01 HOOK-01", CausesOf(
            Draft("KVM-01", Of("a", Wrong("KVM-01", "HOOK-01"), "1")),
            Draft("KVM-01", Of("b", Wrong("KVM-01"), "1")),
            Draft("HOOK-01", Of("a", Wrong("KVM-01", "HOOK-01"), "1")),
            Draft("HOOK-01", Of("c", Wrong("HOOK-01"), "1"))));

    [Fact]
    public void A_warning_with_a_place_of_its_own_stays_apart_from_what_it_is_seen_with() =>
        Assert.Equal("IRQ-01 IRQ-01 | CALL-03", CausesOf(
            Draft("IRQ-01", Of("a", [new OriginRule("IRQ-01"), new OriginRule("CALL-03", "f:1")], "1")),
            Draft("IRQ-01", Of("b", Wrong("IRQ-01"), "1")),
            Draft("CALL-03", Of("a", [new OriginRule("IRQ-01"), new OriginRule("CALL-03", "f:1")], "1"))));

    [Fact]
    public void A_warning_that_is_never_without_a_rule_nor_the_rule_without_it_has_its_cause() =>
        Assert.Equal("IRQ-01 CALL-03", CausesOf(
            Draft("IRQ-01", Of("a", [new OriginRule("IRQ-01"), new OriginRule("CALL-03", "f:1")], "1")),
            Draft("CALL-03", Of("a", [new OriginRule("IRQ-01"), new OriginRule("CALL-03", "f:1")], "1"))));

    [Fact]
    public void A_consequence_has_the_cause_of_what_goes_wrong_first() =>
        Assert.Equal("KVM-01 MEM-01 | MEM-01", CausesOf(
            Draft("KVM-01", Of("a", Wrong("KVM-01"), "1")),
            Draft("MEM-01", Of("a", Wrong("KVM-01"), "1"), "create m0", "remove m0"),
            Draft("MEM-01", Of("b", Wrong("MEM-01"), "1"), "remove m0")));

    [Fact]
    public void A_rule_of_the_first_wrong_step_that_is_violated_again_later_follows_from_that_step() =>
        Assert.Equal("IRQ-01 CALL-03 | CALL-03", CausesOf(
            Draft("IRQ-01", Of("a", [new OriginRule("CALL-03", "f:1"), new OriginRule("IRQ-01")], "1")),
            Draft("CALL-03", Of("a", [new OriginRule("CALL-03", "f:1"), new OriginRule("IRQ-01")], "1"), "create m0", "remove m0"),
            Draft("CALL-03", Of("b", [new OriginRule("CALL-03", "f:1")], "1"))));

    [Fact]
    public void Drafts_without_an_origin_share_a_cause_with_their_rule_and_operation_alone() =>
        Assert.Equal("KVM-01 KVM-01 | HOOK-01 | KVM-01", CausesOf(
            Draft("KVM-01", null), Draft("KVM-01", null), Draft("HOOK-01", null), Draft("KVM-01", null, "remove m0")));

    [Fact]
    public void Causes_are_in_the_order_of_the_first_draft_of_each() =>
        Assert.Equal("MEM-01 MEM-01 | KVM-01", CausesOf(
            Draft("MEM-01", Of("a", Wrong("MEM-01"), "1")), Draft("KVM-01", Of("b", Wrong("KVM-01"), "1")), Draft("MEM-01", Of("c", Wrong("MEM-01"), "1"))));
}
