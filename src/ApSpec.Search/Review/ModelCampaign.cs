using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>
/// Runs the random traces of a campaign in lock step on the model of a kernel and on the changed driver. A difference is kept when the
/// driver before the change, if there is one, agrees with the model on the same trace.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="before">The driver before the change; null when there is none.</param>
/// <param name="after">The driver after it.</param>
/// <param name="isCompared">Fields that are compared.</param>
/// <param name="pulse">Called for every trace; may be null.</param>
public sealed class ModelCampaign(Subject model, Subject? before, Subject after, Func<FieldInfo, bool> isCompared, ICampaignPulse? pulse = null)
{
    private (LockStep? Before, LockStep After)? last;

    /// <summary>Runs the traces of a scope.</summary>
    public ScopeDifferences Run(Scope scope, CampaignOptions options)
    {
        var run = new LockStep(model, after, scope, isCompared);
        var found = new Dictionary<string, Difference>(StringComparer.Ordinal);
        var traces = 0;
        for (; traces < options.Traces && options.Time?.IsOver != true && found.Count < DifferenceCampaign.FoundMax; traces++)
        {
            var seed = options.Seed + (ulong)traces;
            pulse?.Beat(seed, 0);
            if (run.Run(SeededTrace.Draw(scope, model.Era, seed, options.LengthMax)) is not { } seen || found.ContainsKey(KeyOf(seen)) || DifferenceOf(seen.Trace) is not { } difference)
                continue;
            var key = difference.Key;
            found.Add(key, Shrinking.Smallest(difference, it => it.Trace, candidate => DifferenceOf(candidate) is { } other && other.Key == key ? other : null,
                DifferenceCampaign.ShrinkingsMax));
        }

        return new ScopeDifferences(scope, traces, run.Steps, [.. found.Values.OrderBy(one => TraceOrder.KeyOf(one.Trace))], CutReasons.Sum([run.CutBy]), [.. run.LeftOut]);
    }

    private static string KeyOf(LockStepDifference seen) => new Difference(seen.Trace, seen.Parts).Key;

    // The difference between model and changed driver, if the driver before the change agrees with the model to the end of the trace.
    private Difference? DifferenceOf(Trace trace)
    {
        if (last is not { } pair || pair.After.Scope != trace.Scope)
            last = pair = (before is null ? null : new LockStep(model, before, trace.Scope, isCompared), new LockStep(model, after, trace.Scope, isCompared));
        if (pair.After.Run(trace) is not { } seen)
            return null;
        if (pair.Before is null)
            return new Difference(seen.Trace, seen.Parts);
        var cut = pair.Before.Cut;
        return pair.Before.Run(seen.Trace) is null && pair.Before.Cut == cut ? new Difference(seen.Trace, seen.Parts) : null;
    }
}
