using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>A way in which two drivers differ, and the change of a cause that explains it.</summary>
/// <param name="Difference">The way to differ.</param>
/// <param name="By">The change that explains it; null when none does, so that no rule minds.</param>
public sealed record ExplainedDifference(Difference Difference, CauseChange? By)
{
    /// <summary>Finds what explains each of several differences.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="changes">What the change does to causes.</param>
    /// <param name="shown">How the two differ on the trace of each of these changes' first finding; null for none.</param>
    /// <param name="onBefore">Runs a trace on the driver before the change; null when that ends the process.</param>
    /// <param name="onAfter">The same on the driver after it.</param>
    public static ImmutableArray<ExplainedDifference> Of(
        ImmutableArray<Difference> differences, ImmutableArray<CauseChange> changes, ImmutableArray<Difference?> shown,
        Func<Trace, ReplayedTrace?> onBefore, Func<Trace, ReplayedTrace?> onAfter) =>
    [
        .. differences.Select(difference =>
        {
            var (was, now) = (RulesOf(onBefore(difference.Trace)), RulesOf(onAfter(difference.Trace)));
            var by = changes.Zip(shown).FirstOrDefault(pair => pair.Second?.Key == difference.Key || Explains(pair.First, was, now)).First;
            return new ExplainedDifference(difference, by);
        }),
    ];

    // The trace violates one of the cause's rules on one side alone.
    private static bool Explains(CauseChange change, ImmutableHashSet<string> was, ImmutableHashSet<string> now)
    {
        var only = change.Kind switch
        {
            ChangeKind.New => now.Except(was),
            ChangeKind.Mended => was.Except(now),
            ChangeKind.Changed => was.SymmetricExcept(now),
            ChangeKind.Same => [],
            _ => throw new InvalidOperationException($"unknown kind {change.Kind}"),
        };
        return change.Cause.Findings.Any(finding => only.Contains(finding.Counterexample.Rule.Id));
    }

    private static ImmutableHashSet<string> RulesOf(ReplayedTrace? replay) => [.. replay?.Violations.Select(violation => violation.Rule) ?? []];
}
