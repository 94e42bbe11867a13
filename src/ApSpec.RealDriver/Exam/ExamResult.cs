using System.Collections.Immutable;
using ApSpec.RealDriver.Review;
using ApSpec.Search.Review;

namespace ApSpec.RealDriver.Exam;

/// <summary>The result of one entry of an exam, with the review that gave it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Seconds">Time taken, build included.</param>
public sealed record ExamResult(ExamEntry Entry, ExamVerdict Verdict, double Seconds)
{
    /// <summary>The review; null when there was none.</summary>
    public ReviewOutcome? Outcome { get; init; }

    /// <summary>Why there was no review; empty when there was one.</summary>
    public string Why { get; init; } = "";

    /// <summary>True for a defect that was noticed in any way.</summary>
    public bool IsNoticed => Verdict is ExamVerdict.ByRule or ExamVerdict.ByThreads or ExamVerdict.BySelfTest or ExamVerdict.ByDifference;

    /// <summary>True when a score counts it: a defect that could be run.</summary>
    public bool IsCounted => IsNoticed || Verdict == ExamVerdict.Missed;

    /// <summary>The causes that are new.</summary>
    public ImmutableArray<CauseChange> New => Outcome?.ChangesOf(ChangeKind.New) ?? [];

    /// <summary>True when a new cause names a function that was changed.</summary>
    public bool IsBlamed => New.SelectMany(change => change.Cause.Findings).SelectMany(finding => finding.Origin?.Places ?? [])
        .Any(place => Entry.Functions.Contains(place.Function));

    /// <summary>The result of an entry that was reviewed.</summary>
    public static ExamResult From(ExamEntry entry, ReviewOutcome outcome, double seconds)
    {
        var verdict = VerdictOf(entry, outcome);
        var isCut = verdict is ExamVerdict.Missed or ExamVerdict.Quiet
            && (outcome.Compared == 0 || outcome.Threads is { Cut: > 0, Sets: 0, Pairs: 0 } || outcome.Before.Campaigns.Concat(outcome.After.Campaigns).Any(campaign => !campaign.IsComplete));
        return isCut
            ? new ExamResult(entry, ExamVerdict.NoVerdict, seconds) { Why = "nothing was seen, and not all of the traces were run: --time" }
            : new ExamResult(entry, verdict, seconds) { Outcome = outcome };
    }

    private static ExamVerdict VerdictOf(ExamEntry entry, ReviewOutcome outcome)
    {
        ExamVerdict? noticed = !outcome.ChangesOf(ChangeKind.New).IsEmpty ? ExamVerdict.ByRule
            : !outcome.AtOnceOf(ChangeKind.New).IsEmpty ? ExamVerdict.ByThreads
            : !outcome.OrdersOf(ChangeKind.New).IsEmpty ? ExamVerdict.ByThreads
            : !outcome.Unruly.IsEmpty ? ExamVerdict.BySelfTest
            : outcome.Differences.IsEmpty && !outcome.IsUnlocked && outcome.DataRaces.IsEmpty && outcome.Ends.IsEmpty && outcome.Orders.All(change => change.Kind == ChangeKind.Same) && outcome.Changes.All(change => change.Kind == ChangeKind.Same) ? null
            : ExamVerdict.ByDifference;
        return (noticed, entry.IsHarmless) switch
        {
            (null, true) => ExamVerdict.Quiet,
            (null, false) => ExamVerdict.Missed,
            (_, true) => ExamVerdict.FalseAlarm,
            (var verdict, false) => verdict.Value,
        };
    }
}
