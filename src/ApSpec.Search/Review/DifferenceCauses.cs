using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Search.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>
/// Causes that the campaigns missed and the comparison found: a difference with a trace that violates a rule after the change and not
/// before.
/// </summary>
public static class DifferenceCauses
{
    /// <summary>Differences that are examined, at most.</summary>
    public const int DifferencesMax = 12;

    /// <summary>The check of the driver after the change with these causes added to its own.</summary>
    /// <param name="after">The check.</param>
    /// <param name="engine">Runs the driver after the change.</param>
    /// <param name="limits">Limits of the search for shorter traces.</param>
    /// <param name="differences">The differences that no cause explains.</param>
    /// <param name="onBefore">Runs a trace on the driver before the change; null when that ends the process.</param>
    /// <param name="onAfter">The same on the driver after it.</param>
    public static CheckOutcome AddedTo(
        CheckOutcome after, ICheckEngine engine, SearchLimits limits, IEnumerable<Difference> differences,
        Func<Trace, ReplayedTrace?> onBefore, Func<Trace, ReplayedTrace?> onAfter)
    {
        ImmutableArray<ImmutableArray<CampaignHit>> groups =
        [
            .. differences.Take(DifferencesMax).SelectMany(one => HitsOf(one.Trace, onBefore, onAfter))
                .GroupBy(hit => (hit.Rule.Id, hit.Trigger)).Select(group => group.ToImmutableArray()),
        ];
        if (groups.IsEmpty)
            return after;
        var excluded = OrderOutcome.ExcludedIn(after.Campaigns);
        var causes = CauseClusters.Group(engine.Draft(groups, limits.Time, null));
        var findings = causes.Select(cause => engine.Shorten(
            [.. cause.GroupBy(draft => (draft.Hit.Rule.Id, draft.Hit.Trigger)).Select(group => new DraftGroup(group))], limits, null)
            .Where(finding => IsOfChange(finding, onBefore) && !OrderOutcome.IsExcluded(finding, excluded)).ToArray());
        return after with { Causes = [.. after.Causes, .. findings.Where(cause => cause.Length > 0).Select(cause => new Cause(cause))] };
    }

    // The search for a shorter trace may arrive at a violation that is there before the change, too.
    private static bool IsOfChange(Finding finding, Func<Trace, ReplayedTrace?> onBefore) =>
        onBefore(finding.Counterexample.Trace) is { } was && was.Violations.All(violation => violation.Rule != finding.Counterexample.Rule.Id);

    private static IEnumerable<CampaignHit> HitsOf(Trace trace, Func<Trace, ReplayedTrace?> onBefore, Func<Trace, ReplayedTrace?> onAfter)
    {
        if (onBefore(trace) is not { } was || onAfter(trace) is not { } now)
            yield break;
        var known = was.Violations.Select(violation => violation.Rule).ToHashSet(StringComparer.Ordinal);
        foreach (var violation in now.Violations.Where(violation => !known.Contains(violation.Rule)))
        {
            var step = now.Steps.First(step => step.Number == violation.Step);
            var rule = RuleBook.All.First(rule => rule.Id == violation.Rule);
            yield return new CampaignHit(rule, Trigger.Of(step.Operation, step.Result), 0, 0, trace with { Operations = trace.Operations[..violation.Step] });
        }
    }
}
