using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>Runs the random traces of a campaign on two subjects side by side and keeps each kind of difference with a short trace.</summary>
/// <param name="before">The subject before the change.</param>
/// <param name="after">The subject after it.</param>
/// <param name="isCompared">Fields that are compared.</param>
/// <param name="pulse">Called before every operation; may be null.</param>
public sealed class DifferenceCampaign(Subject before, Subject after, Func<FieldInfo, bool> isCompared, ICampaignPulse? pulse = null)
{
    /// <summary>Kinds of difference that are kept for one scope, at most.</summary>
    public const int FoundMax = 20;

    /// <summary>Smaller traces that are tried for one kind of difference, at most.</summary>
    public const int ShrinkingsMax = 4_000;

    private PairedRun? last;

    /// <summary>True for a reason to cut a trace short that is kept with the trace; by default none is.</summary>
    public Func<string, bool> IsTold { get; init; } = _ => false;

    /// <summary>Runs the random traces of a scope.</summary>
    public ScopeDifferences Run(Scope scope, CampaignOptions options) =>
        Run(scope, options, seed => SeededTrace.Draw(scope, before.Era, seed, options.LengthMax));

    /// <summary>Runs other traces of a scope: <paramref name="traceOf"/> makes one for each seed.</summary>
    public ScopeDifferences Run(Scope scope, CampaignOptions options, Func<ulong, Trace> traceOf)
    {
        var run = new PairedRun(before, after, scope, isCompared);
        var found = new Dictionary<string, Difference>(StringComparer.Ordinal);
        var cut = new Dictionary<string, CutTrace>(StringComparer.Ordinal);
        var traces = 0;
        for (; traces < options.Traces && options.Time?.IsOver != true; traces++)
        {
            var seed = options.Seed + (ulong)traces;
            var difference = run.Run(traceOf(seed), step => pulse?.Beat(seed, step));
            if (run.Cut is { } one && IsTold(one.Reason) && !cut.ContainsKey(KeyOf(one)))
                cut.Add(KeyOf(one), Shrinking.Smallest(one, it => it.Trace, candidate => CutOf(candidate, KeyOf(one)), ShrinkingsMax));
            if (difference is null || found.ContainsKey(difference.Key))
                continue;
            if (found.Count == FoundMax)
                break;
            found.Add(difference.Key, Shrinking.Smallest(difference, it => it.Trace, candidate => DifferenceOf(candidate, difference.Key), ShrinkingsMax));
        }

        return new ScopeDifferences(scope, traces, run.Steps, Sorted(found.Values, one => one.Trace), CutReasons.Sum([run.CutBy]), [.. run.LeftOut])
        {
            Cut = Sorted(cut.Values, one => one.Trace),
        };
    }

    /// <summary>How the two differ on a trace; null when they agree to its end.</summary>
    public Difference? Compare(Trace trace) => RunOf(trace.Scope).Run(trace, step => pulse?.Beat(0, step));

    private static string KeyOf(CutTrace cut) => $"{cut.Reason} {cut.IsBefore} {cut.IsAfter}";

    private static ImmutableArray<T> Sorted<T>(IEnumerable<T> found, Func<T, Trace> traceOf) => [.. found.OrderBy(one => TraceOrder.KeyOf(traceOf(one)))];

    private Difference? DifferenceOf(Trace trace, string key) => Compare(trace) is { } other && other.Key == key ? other : null;

    private CutTrace? CutOf(Trace trace, string key)
    {
        Compare(trace);
        return RunOf(trace.Scope).Cut is { } cut && KeyOf(cut) == key ? cut : null;
    }

    private PairedRun RunOf(Scope scope) => last?.Scope == scope ? last : last = new PairedRun(before, after, scope, isCompared);
}
