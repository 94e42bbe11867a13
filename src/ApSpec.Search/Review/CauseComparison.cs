using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Search.Causes;
using ApSpec.Search.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>
/// Compares the causes of two checks, before and after a change. A random campaign may miss a cause on one side, so the trace of each
/// finding is also run on the other side. A finding that is violated there by the same operation is not new, even if the campaign missed it.
/// </summary>
public sealed class CauseComparison
{
    private readonly ImmutableArray<Side> before;
    private readonly ImmutableArray<Side> after;

    /// <summary>Compares two checks.</summary>
    /// <param name="before">The check of the driver before the change.</param>
    /// <param name="after">The check of the driver after it.</param>
    /// <param name="onBefore">Runs a trace on the driver before the change; null when that ends the process.</param>
    /// <param name="onAfter">The same on the driver after it.</param>
    public CauseComparison(CheckOutcome before, CheckOutcome after, Func<Trace, ReplayedTrace?> onBefore, Func<Trace, ReplayedTrace?> onAfter)
    {
        this.before = [.. before.Causes.Select(cause => new Side(cause, [.. OwnOf(cause).Select(finding => TrialOf(finding, onAfter, after))]))];
        this.after = [.. after.Causes.Select(cause => new Side(cause, [.. OwnOf(cause).Select(finding => TrialOf(finding, onBefore, before))]))];
        ImmutableArray<CauseChange> ofAfter = [.. this.after.SelectMany(AfterOf)];
        Changes = [.. ofAfter, .. Deaths(after.Subject, ofAfter), .. this.before.Select(BeforeOf).OfType<CauseChange>()];
    }

    /// <summary>The causes of both sides without repeats, those of the driver after the change first.</summary>
    public ImmutableArray<CauseChange> Changes { get; }

    /// <summary>Findings whose trace got no verdict on the other driver.</summary>
    public IEnumerable<Finding> Unjudged => before.Concat(after).SelectMany(side => side.Own).Where(trial => !trial.IsJudged).Select(trial => trial.Finding);

    // The findings that are violated first; all findings when an earlier violation is of a rule that was not asked for.
    private static ImmutableArray<Finding> OwnOf(Cause cause) => [.. cause.Findings.Where(finding => finding.IsConsequence == cause.Head.IsConsequence)];

    // One trace does not tell which locks keep a cycle of locks from a deadlock: all traces of the other driver do.
    private static FindingTrial TrialOf(Finding finding, Func<Trace, ReplayedTrace?> run, CheckOutcome other)
    {
        var found = finding.Counterexample;
        if (OrderOutcome.IsOfOrder(finding) && OrderOutcome.IsExcluded(finding, OrderOutcome.ExcludedIn(other.Campaigns)))
            return new FindingTrial(finding, null, IsJudged: true);
        if (run(found.Trace) is not { } replay)
            return new FindingTrial(finding, null, IsJudged: false);
        var death = replay.Steps.Zip(found.Steps).FirstOrDefault(pair => IsDeath(pair.First) && pair.Second.Result.Outcome == Outcome.Returned).First;
        var violated = replay.Violations.Where(violation => violation.Rule == found.Rule.Id).Select(violation => (int?)violation.Step).FirstOrDefault();
        return new FindingTrial(finding, violated, violated is not null || !replay.IsCutOff) { Death = death };
    }

    private static bool IsDeath(RecordedStep step) => step.Result.Outcome is Outcome.Died or Outcome.Stuck && !step.Violations.IsEmpty;

    // Calls of known traces that returned before the change and do not after it. A search may have taken them for another way to a known cause.
    private IEnumerable<CauseChange> Deaths(Subject subject, ImmutableArray<CauseChange> known) => before.SelectMany(side => side.Own)
        .Where(trial => trial.Death is not null)
        .Select(trial => DeathOf(subject, trial))
        .GroupBy(finding => (finding.Counterexample.Rule, finding.Counterexample.Trigger))
        .Select(group => group.Min(FindingOrder.Instance)!)
        .Where(finding => !known.Any(change => change.Kind == ChangeKind.New && change.Cause.Findings.Any(other =>
            other.Counterexample.Rule == finding.Counterexample.Rule && other.Counterexample.Trigger == finding.Counterexample.Trigger)))
        .GroupBy(finding => finding.Counterexample.Steps[^1].Violations[0])
        .Select(group => new CauseChange(ChangeKind.New, new Cause(group), "the call returned before"));

    private static Finding DeathOf(Subject subject, FindingTrial trial)
    {
        var (found, death) = (trial.Finding.Counterexample, trial.Death!);
        var trace = found.Trace with { Operations = found.Trace.Operations[..death.Number] };
        var counterexample = new Counterexample(subject, death.Violations[0].Rule, Trigger.Of(death.Operation, death.Result), trace, Minimality.NotProven, 0)
        {
            Steps = [.. found.Steps[..(death.Number - 1)].Select(step => step with { Violations = [] }), death],
        };
        return new Finding(counterexample, trial.Finding.Seed, trial.Finding.FoundIn, trial.Finding.FoundLength, []);
    }

    // Part of a cause may be new: the same rule, violated by another operation or in another function.
    private IEnumerable<CauseChange> AfterOf(Side side)
    {
        Finding[] fresh = [.. side.Own.Where(IsFresh).Select(trial => trial.Finding)];
        if (fresh.Length > 0)
            yield return new CauseChange(ChangeKind.New, fresh.Length == side.Own.Length ? side.Cause : new Cause(fresh));
        if (fresh.Length < side.Own.Length)
            yield return Kept(side.Cause, NoteOf(side));
    }

    // A similar finding that is violated on both sides shows that this trace is only another path to a known cause.
    private bool IsFresh(FindingTrial trial) => trial.IsJudged && !trial.IsAlike
        && !before.Any(side => side.Own.Any(other => (other.Step is not null || !other.IsJudged) && AreLike(trial.Finding, other.Finding)));

    // Causes that the other check has as well are listed there.
    private CauseChange? BeforeOf(Side side)
    {
        if (after.Any(other => other.Own.Any(trial => !IsFresh(trial) && IsOf(trial.Finding, side))))
            return null;
        return !side.Own.All(trial => trial.IsGone) ? Kept(side.Cause, PartOf(side)) : new CauseChange(ChangeKind.Mended, side.Cause);
    }

    private static CauseChange Kept(Cause cause, string? note) => new(note is null ? ChangeKind.Same : ChangeKind.Changed, cause, note);

    private string? NoteOf(Side side)
    {
        var like = before.Where(other => side.Own.Any(trial => IsOf(trial.Finding, other))).ToArray();
        var own = side.Own.Where(trial => trial.IsAlike).Select(trial => trial.Finding).Concat(like.SelectMany(other => OwnOf(other.Cause))).ToArray();
        if (own.Length == 0)
            return null;
        var now = side.Own.Select(trial => trial.Finding).Concat(like.SelectMany(other => other.Own.Where(trial => trial.IsAlike)).Select(trial => trial.Finding)).ToArray();
        var (lengthBefore, lengthNow) = (own.Min(finding => finding.Counterexample.Length), now.Min(finding => finding.Counterexample.Length));
        if (lengthBefore != lengthNow)
            return $"{lengthNow} {(lengthNow == 1 ? "operation" : "operations")}, {lengthBefore} before";
        return own.Min(finding => finding.Who) != now.Min(finding => finding.Who) ? "others can do it than before" : like.Select(PartOf).FirstOrDefault(note => note is not null);
    }

    private static string? PartOf(Side side)
    {
        var gone = side.Own.Count(trial => trial.IsGone);
        return gone == 0 ? null : $"{gone} of {side.Own.Length} ways to it are mended";
    }

    private static bool IsOf(Finding finding, Side side) => side.Own.Any(other => AreLike(finding, other.Finding));

    private static bool AreLike(Finding finding, Finding other) =>
        other.Counterexample.Rule == finding.Counterexample.Rule && other.Counterexample.Trigger == finding.Counterexample.Trigger
        && (FunctionsOf(other) is not { Count: > 0 } its || FunctionsOf(finding) is not { Count: > 0 } own || its.Overlaps(own));

    // A change moves lines, so functions are compared.
    private static HashSet<string> FunctionsOf(Finding finding) =>
        (finding.Origin?.Places ?? []).Select(place => place.Function).ToHashSet(StringComparer.Ordinal);

    private sealed record Side(Cause Cause, ImmutableArray<FindingTrial> Own);
}
