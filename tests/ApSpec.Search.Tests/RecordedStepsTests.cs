using ApSpec.Check;
using ApSpec.Explore;

namespace ApSpec.Search.Tests;

/// <summary>A counterexample carries what was seen when it ran, so that nothing runs again to print it.</summary>
public sealed class RecordedStepsTests
{
    private static readonly string[] Unhooked = ["create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null", "release m0", "remove m0"];

    [Fact]
    public void A_counterexample_has_the_violations_of_other_rules_on_its_way()
    {
        var trace = Checks.TraceOf("mdevs=1 kvms=1", Unhooked);

        var found = new Minimizer(Checks.SubjectOf("v5.10"), new SearchLimits()).Minimize(trace, Checks.RuleOf("HOOK-03"))!;

        Assert.Equal(found.Length, found.Steps.Length);
        Assert.Contains(found.Steps[^1].Violations, violation => violation.Rule.Id == "HOOK-03" && violation.Evidence.Text is not null);
        Assert.Contains(found.Steps.SkipLast(1), step => step.Violations.Any(violation => violation.Rule.Id == "HOOK-01"));
        Assert.NotEmpty(found.Guest);
    }

    [Fact]
    public void A_step_by_one_rule_has_its_violations_alone()
    {
        var steps = Recording.Record(Checks.SubjectOf("v5.10"), Checks.TraceOf("mdevs=1 kvms=1", Unhooked), Rules.RuleBook.All);
        var step = steps.First(one => one.Violations.Length > 1);
        var rule = step.Violations[0].Rule;

        Assert.Equal(rule, Assert.Single(step.By(rule).Violations).Rule);
        Assert.Empty(step.By(Checks.RuleOf("IRQ-01")).Violations);
    }

    [Fact]
    public void A_campaigns_finding_is_recorded() =>
        Assert.All(Checks.Check("v5.10", "mdevs=1 kvms=1", 200).Findings, finding => Assert.Equal(finding.Counterexample.Length, finding.Counterexample.Steps.Length));
}
