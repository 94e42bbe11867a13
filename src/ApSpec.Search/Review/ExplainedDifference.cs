using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>A difference between two drivers, and the change of a cause that explains it.</summary>
/// <param name="Difference">The difference.</param>
/// <param name="By">The change that explains it; null when none does: no rule is violated.</param>
public sealed record ExplainedDifference(Difference Difference, CauseChange? By)
{
    /// <summary>The model that agrees with the driver before the change; null when no model was run, or it disagrees.</summary>
    public string? Model { get; init; }

    /// <summary>What comes of another order of locks, if it is one: whether a cycle has it; null when that is not known.</summary>
    public bool? IsInCycle { get; init; }

    /// <summary>True when only the lock step with the model shows it: the values before the change are then the model's.</summary>
    public bool IsOfModel { get; init; }

    /// <summary>Merges differences between two drivers with those between a model and the second driver, without repeats.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="ofPair">The differences between the drivers.</param>
    /// <param name="ofModel">The differences from the model, which agrees with the first driver.</param>
    /// <param name="pairOn">For each of <paramref name="ofModel"/>, how the drivers differ on its trace; null when they do not.</param>
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

    /// <summary>Finds for each difference the change of a cause that explains it.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="changes">The changes of causes.</param>
    /// <param name="shown">For each change, how the two differ on the trace of its first finding; null when they do not.</param>
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
