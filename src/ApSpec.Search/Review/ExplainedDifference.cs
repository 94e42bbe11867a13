using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>A way in which two drivers differ, and the change of a cause that explains it.</summary>
/// <param name="Difference">The way to differ.</param>
/// <param name="By">The change that explains it; null when none does, so that no rule minds.</param>
public sealed record ExplainedDifference(Difference Difference, CauseChange? By)
{
    /// <summary>The model that agrees with what was before the change; null when it was not asked, or says something else.</summary>
    public string? Model { get; init; }

    /// <summary>True when only the lock step with the model shows it, so that what was is the model's.</summary>
    public bool IsOfModel { get; init; }

    /// <summary>Differences between two drivers, and those between a model and the second of them, each once.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="ofPair">The differences between the drivers.</param>
    /// <param name="ofModel">Those from the model, which agrees with the first driver.</param>
    /// <param name="pairOn">How the drivers differ on the trace of each of these; null when they do not.</param>
    public static ImmutableArray<ExplainedDifference> WithModel(
        string model, ImmutableArray<ExplainedDifference> ofPair, ImmutableArray<ExplainedDifference> ofModel, ImmutableArray<Difference?> pairOn)
    {
        var seen = pairOn.Select(one => one?.Key).ToHashSet();
        var known = ofPair.Select(one => one.Difference.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ofPair.Select(one => seen.Contains(one.Difference.Key) ? one with { Model = model } : one),
            .. ofModel.Zip(pairOn).Where(pair => pair.Second is not { } shown || !known.Contains(shown.Key))
                .Select(pair => pair.First with { Model = model, IsOfModel = true }),
        ];
    }

    /// <summary>Finds what explains each of several differences.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="changes">What the change does to causes.</param>
    /// <param name="shown">How the two differ on the trace of each of these changes' first finding; null for none.</param>
    /// <param name="onBefore">Runs a trace on the driver before the change; null when that ends the process.</param>
    /// <param name="onAfter">The same on the driver after it.</param>
    public static ImmutableArray<ExplainedDifference> Explain(
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
