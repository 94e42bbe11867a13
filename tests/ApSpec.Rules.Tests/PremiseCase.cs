namespace ApSpec.Rules.Tests;

/// <summary>One step, and whether it puts rules to the test.</summary>
/// <param name="Rules">The ids of the rules that share the premise.</param>
/// <param name="Title">What follows the ids in the test's name: <c>are tested when ...</c>, <c>are not tested when ...</c>.</param>
/// <param name="Holds">True when the step puts them to the test.</param>
/// <param name="Step">The step.</param>
internal sealed record PremiseCase(string Rules, string Title, bool Holds, StepBuilder Step)
{
    public string Name => $"{Rules} {(Holds ? "tested" : "not tested")} {Title}";
}
