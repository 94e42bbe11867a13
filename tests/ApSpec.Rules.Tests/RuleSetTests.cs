using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

public sealed class RuleSetTests
{
    [Fact]
    public void No_rule_is_concerned_when_nothing_changed()
    {
        var step = new StepBuilder(Ledgers.Everything, "advance 20ms").Both(Ledgers.Aqic).Lifecycle(Ledgers.IsAttached).Full();
        Assert.Equal(RuleBits.None, new RuleSet(step.After.Layout).Concerned(step));
    }

    [Fact]
    public void Rules_of_references_are_not_asked_when_entitlements_are_met()
    {
        var step = new StepBuilder(Ledgers.Small, "set_kvm m0 k0").Before(Ledgers.Opened).After(Ledgers.Attached)
            .Lifecycle(Ledgers.IsOpened, Ledgers.IsAttached).Touched();
        var set = new RuleSet(step.After.Layout);
        var asked = Ids(set, set.Concerned(step));
        Assert.DoesNotContain("KVM-01", asked);
        Assert.Contains("MDEV-01", asked);
    }

    [Fact]
    public void Rules_of_references_are_asked_when_a_reference_is_left()
    {
        var step = new StepBuilder(Ledgers.Small, "set_kvm m0 null").Both(Ledgers.Attached).After("m0.kvm=0")
            .Lifecycle(Ledgers.IsAttached, Ledgers.IsOpened).Touched();
        var set = new RuleSet(step.After.Layout);
        Assert.Contains("KVM-01", Ids(set, set.Concerned(step)));
        Assert.Contains("HOOK-01", Ids(set, set.Concerned(step)));
    }

    [Fact]
    public void Rules_over_faults_are_asked_when_there_is_a_fault()
    {
        var step = new StepBuilder(Ledgers.Small, "set_kvm m1 k0").Faults(FaultKind.UnlockNotHeld, "L").Touched();
        var set = new RuleSet(step.After.Layout);
        Assert.Equal(["KVM-03", "LOCK-01", "LOCK-02", "MEM-01", "MEM-02", "MEM-03", "CALL-03"], Ids(set, set.Concerned(step)));
    }

    [Fact]
    public void A_set_holds_the_rules_of_its_scope()
    {
        var layout = new ObservationLayout(new LayoutBuilder(new Scope { Features = Features.Masks }));
        Assert.Equal(RuleBook.For(layout.Scope, layout.Era).Select(r => r.Id), new RuleSet(layout).Rules.Select(r => r.Id));
    }

    [Fact]
    public void A_kernel_without_hooks_is_not_judged_by_rules_over_hooks()
    {
        var scope = new Scope { Features = Features.All };

        Assert.Equal(["HOOK-01", "HOOK-02", "HOOK-03", "HOOK-04", "HOOK-05"],
            Rules(scope, CoreTraits.Hook).Except(Rules(scope, CoreTraits.None)).Where(id => id.StartsWith("HOOK", StringComparison.Ordinal)).Order());
        Assert.DoesNotContain(Rules(scope, CoreTraits.None), id => id.StartsWith("HOOK", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rules(Scope scope, CoreTraits traits) =>
        new RuleSet(new ObservationLayout(new LayoutBuilder(scope, Era.Notifier, traits))).Rules.Select(rule => rule.Id);

    private static List<string> Ids(RuleSet set, RuleBits bits) =>
        [.. Enumerable.Range(0, set.Rules.Length).Where(i => bits.Has(i)).Select(i => set.Rules[i].Id)];
}
