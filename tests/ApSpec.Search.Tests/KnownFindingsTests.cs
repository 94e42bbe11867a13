using ApSpec.Explore;
using ApSpec.Rules;

namespace ApSpec.Search.Tests;

/// <summary>A check that is given the findings of another driver.</summary>
public sealed class KnownFindingsTests
{
    private static readonly CheckRequest Request = new(
        [], RuleBook.All, [Checks.ScopeOf(Checks.Core)], new CampaignOptions(Traces: 300), new SearchLimits());

    [Theory]
    [InlineData("v5.10", "v5.10")]
    [InlineData("v5.10", "v5.11")]
    [InlineData("v5.11", "v5.10")]
    public void What_is_known_of_another_driver_changes_no_finding(string other, string revision)
    {
        var known = Checker.Run(Request, Checks.SubjectOf(other)).Findings;

        var with = Checker.Run(Request with { Known = known }, Checks.SubjectOf(revision));

        Assert.Equal(NamesOf(Checker.Run(Request, Checks.SubjectOf(revision))), NamesOf(with));
    }

    [Fact]
    public void Of_most_of_what_is_known_no_proof_is_searched_for()
    {
        var alone = Checker.Run(Request, Checks.SubjectOf("v5.10")).Findings;

        var with = Checker.Run(Request with { Known = alone }, Checks.SubjectOf("v5.10")).Findings;

        Assert.True(Proofs(with) * 4 < Proofs(alone), $"{Proofs(with)} of {Proofs(alone)}");
    }

    // A known trace that is longer than what the campaign met is not used.
    private static int Proofs(IEnumerable<Finding> findings) => findings.Count(finding => finding.Counterexample.ProofStates > 0);

    private static IEnumerable<string> NamesOf(CheckOutcome outcome) => outcome.Findings.Select(finding => finding.Counterexample)
        .Select(found => $"{found.Rule.Id} by {found.Trigger}, {found.Length}").Order(StringComparer.Ordinal);
}
