using ApSpec.Check.Threads;

namespace ApSpec.Search.Threads;

/// <summary>What tells the violations of a sequence from others, as for calls at once.</summary>
public static class KnownSigns
{
    /// <summary>Those of a finding's trace.</summary>
    public static IEnumerable<(string Rule, string Sign)> Of(Finding finding) => finding.Counterexample.Steps.SelectMany(step => step.Violations)
        .Select(violation => (violation.Rule.Id, ThreadViolation.SignOf(violation.Rule, violation.Evidence)));
}
