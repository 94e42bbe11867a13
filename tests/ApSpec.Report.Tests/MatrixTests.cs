using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.Report.Tests;

public sealed class MatrixTests
{
    private static readonly ImmutableArray<Rule> Rules =
        [Cases.RuleOf("KVM-01"), Cases.RuleOf("KVM-02"), Cases.RuleOf("KVM-03"), Cases.RuleOf("IRQ-01")];

    [Fact]
    public void The_matrix_is_told_as_pinned() => Golden.Check("report-matrix.txt", MatrixText.Format([Outcome("v5.10", [Cases.Kvm01]), Outcome("v5.11", [])], Rules));

    [Theory]
    [InlineData("KVM-01", "4")]
    [InlineData("KVM-02", ".")]
    [InlineData("KVM-03", "?")]
    [InlineData("IRQ-01", "-")]
    public void A_cell_says_what_is_known_of_its_rule(string rule, string cell) =>
        Assert.Equal(cell, MatrixText.Cell(Outcome("v5.10", [Cases.Kvm01]), Cases.RuleOf(rule)));

    [Theory]
    [InlineData(Minimality.NotProven, "core", "4!")]
    [InlineData(Minimality.ProvenOverOwnKinds, "hostile", "4!h")]
    [InlineData(Minimality.Proven, "hostile", "4h")]
    public void A_cell_marks_what_is_not_proven_and_what_is_hostile(Minimality minimality, string profile, string cell)
    {
        var scope = Cases.ScopeOf($"mdevs=1 kvms=1 profile={profile}");
        var found = Cases.Kvm01 with { Minimality = minimality, Trace = Cases.Kvm01.Trace with { Scope = scope } };

        Assert.Equal(cell, MatrixText.Cell(Outcome("v5.10", [found]), found.Rule));
    }

    [Fact]
    public void A_cell_counts_the_further_kinds_of_operation() =>
        Assert.Equal("4+2", MatrixText.Cell(Outcome("v5.10", [Cases.Kvm01, Cases.Kvm01, Cases.Kvm01]), Cases.Kvm01.Rule));

    // KVM-01 and KVM-02 judged and witnessed, KVM-03 judged but never put to the test, IRQ-01 not judged.
    private static CheckOutcome Outcome(string revision, IEnumerable<Counterexample> found) => new(
        Cases.SubjectOf(revision),
        [
            new CampaignResult(Cases.ScopeOf("mdevs=1 kvms=1"), 10, 600, System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty, true, [],
                ["KVM-01", "KVM-02", "KVM-03"], ["KVM-01", "KVM-02"]),
        ],
        [.. found.Select(f => new Cause([Cases.FindingOf(f)]))]);
}
