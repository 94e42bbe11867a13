using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Museum;

/// <summary>
/// A trace of a defect as it runs in a modelled revision: what each operation returned, and where the defect's rules are violated. A run
/// of the same trace on a compiled driver is compared with it, to see whether that took the path on which the defect shows.
/// </summary>
/// <param name="Revision">The revision's name.</param>
/// <param name="Results">What each operation returned, as traces print it.</param>
/// <param name="Violations">Rules and steps, each rule at its first; empty when the revision does not have the defect.</param>
/// <param name="Witnessed">Rules whose premise held at some step.</param>
public sealed record Demonstration(
    string Revision, ImmutableArray<string> Results, ImmutableArray<ExpectedViolation> Violations, ImmutableArray<string> Witnessed)
{
    /// <summary>The step at which the defect shows first, from 1.</summary>
    public int Step => Violations.Min(violation => violation.Step);

    /// <summary>
    /// Runs the defect's trace in each revision of the catalog with the same era. Revisions in which an operation is not possible are left
    /// out.
    /// </summary>
    public static ImmutableArray<Demonstration> Run(Witness witness, Exhibit exhibit, Era era, Era lifecycle) =>
    [
        .. Catalog.All.Where(revision => revision.Era == era && revision.Lifecycle == lifecycle)
            .Select(revision => Run(revision, witness.Trace, exhibit)).OfType<Demonstration>(),
    ];

    private static Demonstration? Run(Revision revision, Trace trace, Exhibit exhibit)
    {
        var judge = new Judge(new ModelSubject(revision).Create(trace.Scope), exhibit.Rules.Select(id => RuleBook.Find(id)!));
        var results = ImmutableArray.CreateBuilder<string>();
        var violations = ImmutableArray.CreateBuilder<ExpectedViolation>();
        var seen = RuleBits.None;
        foreach (var operation in trace.Operations)
        {
            var violated = judge.Apply(operation, seen, out var result);
            if (result.Outcome == Outcome.NotPossible)
                return null;
            seen |= violated;
            results.Add(result.ToString());
            foreach (var rule in violated)
                violations.Add(new ExpectedViolation(judge.Rules[rule].Id, results.Count));
            if (judge.IsEnded)
                break;
        }

        return new Demonstration(revision.Name, results.ToImmutable(), violations.ToImmutable(),
            [.. judge.Rules.Where((_, i) => judge.Witnessed.Has(i)).Select(rule => rule.Id)]);
    }
}
