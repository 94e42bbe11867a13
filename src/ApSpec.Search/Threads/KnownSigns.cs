using System.Text.RegularExpressions;
using ApSpec.Check.Threads;

namespace ApSpec.Search.Threads;

/// <summary>What tells the violations of a sequence from others, as for calls at once; how many of a thing there are does not.</summary>
public static partial class KnownSigns
{
    /// <summary>Those of a finding's trace.</summary>
    public static IEnumerable<(string Rule, string Sign)> Of(Finding finding) => finding.Counterexample.Steps.SelectMany(step => step.Violations)
        .Select(violation => Of(new ThreadViolation(violation.Rule, violation.Evidence)));

    /// <summary>That of calls at once.</summary>
    public static (string Rule, string Sign) Of(ThreadViolation violation) => (violation.Rule.Id, Numbers().Replace(violation.Sign, ""));

    // 2 times, 1 time
    [GeneratedRegex(@"\d+|s\b")]
    private static partial Regex Numbers();
}
