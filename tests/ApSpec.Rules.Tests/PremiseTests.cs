namespace ApSpec.Rules.Tests;

/// <summary>
/// The premise of each rule against steps built by hand: those that put the rule to the test, and siblings that do not. A premise that
/// is too wide counts a rule as tested that was not.
/// </summary>
public sealed class PremiseTests
{
    private static readonly PremiseCase[] Cases =
    [
        .. GuestPremiseCases.All(), .. MdevPremiseCases.All(), .. MaskPremiseCases.All(), .. QueuePremiseCases.All(), .. IrqPremiseCases.All(),
        .. KeptPremiseCases.All(), .. ShadowCases.Premises(), .. MomentPremiseCases.All(),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_premise_holds_when_the_step_tests_the_rule(string name)
    {
        var @case = Cases.Single(c => c.Name == name);
        var step = @case.Step.Touched();
        foreach (var rule in @case.Rules.Split(' '))
            Assert.True(@case.Holds == RuleBook.Find(rule)!.Premise(step), rule);
    }

    [Fact]
    public void Every_rule_in_these_cases_has_a_step_that_tests_it_and_one_that_does_not()
    {
        foreach (var rule in Cases.SelectMany(c => c.Rules.Split(' ')).Distinct())
        {
            Assert.True(Cases.Any(c => c.Holds && c.Rules.Split(' ').Contains(rule)), $"no step tests {rule}");
            Assert.True(Cases.Any(c => !c.Holds && c.Rules.Split(' ').Contains(rule)), $"every step tests {rule}");
        }
    }
}
