using System.Collections.Immutable;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Causes;

/// <summary>A check of a loaded driver in the tests' own process.</summary>
internal static class DriverCheck
{
    // Causes are told apart before anything is made as short as it can be, for which a small search is enough.
    private const int StatesMax = 2_000;

    /// <summary>The scopes of a check without options, but for hostile callers.</summary>
    public static ImmutableArray<Scope> Plan { get; } = [.. Search.Plan.For(Era.OpenDevice).Where(scope => scope.Profile == Profile.Core)];

    /// <summary>What a check finds in scopes, with the traces of a check without options.</summary>
    public static CheckOutcome Of(LoadedDriver driver, ImmutableArray<Scope> scopes) => Checker.Run(
        new CheckRequest([], RuleBook.All, scopes, new CampaignOptions(), new SearchLimits(StatesMax)), driver.Subject);

    /// <summary>The only cause with a violation.</summary>
    public static Cause One(CheckOutcome outcome, Violation violation)
    {
        Cause[] causes = [.. CausesOf(outcome, violation)];
        Assert.True(causes.Length == 1, $"{violation} is in {causes.Length} causes: {string.Join(", ", causes.Select(cause => cause.Name))}");
        return causes[0];
    }

    /// <summary>The causes with a violation as what goes wrong first.</summary>
    public static IEnumerable<Cause> CausesOf(CheckOutcome outcome, Violation violation) =>
        outcome.Causes.Where(cause => cause.Findings.Any(finding => !finding.IsConsequence && violation.IsIn(finding)));
}
