using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>Runs the random traces of a campaign on two subjects beside each other and keeps each way to differ, with a short trace.</summary>
/// <param name="before">The subject before the change.</param>
/// <param name="after">The subject after it.</param>
/// <param name="isCompared">Fields that are compared.</param>
/// <param name="pulse">Told of every operation; null for nobody.</param>
public sealed class DifferenceCampaign(Subject before, Subject after, Func<FieldInfo, bool> isCompared, ICampaignPulse? pulse = null)
{
    /// <summary>Ways to differ that are kept of one scope, at most.</summary>
    public const int FoundMax = 20;

    /// <summary>Smaller traces that are tried for one way to differ, at most.</summary>
    public const int ShrinkingsMax = 4_000;

    /// <summary>Runs the traces of a scope.</summary>
    public ScopeDifferences Run(Scope scope, CampaignOptions options)
    {
        var run = new PairedRun(before, after, scope, isCompared);
        var found = new Dictionary<string, Difference>(StringComparer.Ordinal);
        var traces = 0;
        for (; traces < options.Traces && options.Time?.IsOver != true; traces++)
        {
            var seed = options.Seed + (ulong)traces;
            var difference = run.Run(SeededTrace.Of(scope, before.Era, seed, options.LengthMax), step => pulse?.Beat(seed, step));
            if (difference is null || found.ContainsKey(difference.Key))
                continue;
            if (found.Count == FoundMax)
                break;
            found.Add(difference.Key, Shrunk(difference));
        }

        return new ScopeDifferences(scope, traces, run.Steps, [.. found.OrderBy(pair => TraceOrder.KeyOf(pair.Value.Trace)).Select(pair => pair.Value)],
            CutReasons.Sum([run.CutBy]), [.. run.LeftOut]);
    }

    /// <summary>How the two differ on a trace; null when they agree to its end.</summary>
    public Difference? Of(Trace trace) => new PairedRun(before, after, trace.Scope, isCompared).Run(trace, step => pulse?.Beat(0, step));

    private Difference Shrunk(Difference difference)
    {
        var tries = 0;
        PairedRun? run = null;
        while (true)
        {
            Difference? smaller = null;
            foreach (var candidate in Shrink.Candidates(difference.Trace))
            {
                if (++tries > ShrinkingsMax)
                    return difference;
                if (run?.Scope != candidate.Scope)
                    run = new PairedRun(before, after, candidate.Scope, isCompared);
                if (run.Run(candidate, step => pulse?.Beat(0, step)) is { } other && other.Key == difference.Key)
                {
                    smaller = other;
                    break;
                }
            }

            if (smaller is null)
                return difference;
            difference = smaller;
        }
    }
}
