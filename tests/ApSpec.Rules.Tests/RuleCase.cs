namespace ApSpec.Rules.Tests;

/// <summary>One step and what a rule says of it.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Title">What follows the id in the test's name: <c>is violated when ...</c>, <c>holds when ...</c>.</param>
/// <param name="Evidence"><c>Column: text</c>; null when the rule holds.</param>
/// <param name="Step">The step.</param>
internal sealed record RuleCase(string Rule, string Title, string? Evidence, StepBuilder Step)
{
    public string Name => $"{Rule} {Title}";
}
