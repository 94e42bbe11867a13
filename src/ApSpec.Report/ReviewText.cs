using System.Collections.Immutable;
using System.Text;
using ApSpec.RealDriver.Review;
using ApSpec.Report.Locks;
using ApSpec.Report.Threads;
using ApSpec.Search.Causes;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>What a change does, on one screen: the verdict, then each kind of change, then what was run.</summary>
public static class ReviewText
{
    /// <summary>Lines of a screen.</summary>
    public const int LinesMax = 40;

    private const int EntriesMax = 3;
    private const string More = " ...";

    /// <summary>The screen of one pair.</summary>
    public static string Format(ReviewOutcome outcome)
    {
        // Entries are cut to fewer lines until all fit on one screen; new causes keep the most.
        for (var linesOfNew = 9; ; linesOfNew--)
        {
            var lines = Lines(outcome, linesOfNew).ToArray();
            if (lines.Length <= LinesMax || linesOfNew == 3)
                return string.Join('\n', lines.Length <= LinesMax ? lines : [.. lines.Take(LinesMax - 1), "  ...: --full or --format jsonl"]) + "\n";
        }
    }

    /// <summary>The tables of new causes.</summary>
    public static string TablesOf(ReviewOutcome outcome) => string.Join('\n',
    [
        .. outcome.ChangesOf(ChangeKind.New).Select((change, number) => CauseText.Format(number + 1, change.Cause)),
        .. outcome.AtOnceOf(ChangeKind.New).Where(change => change.Cause[0].Record is not null)
            .Select(change => ThreadText.Format(outcome.After.Subject, change.Cause[0].Finding.Trace, change.Cause[0].Record!)),
    ]);

    private static IEnumerable<string> Lines(ReviewOutcome outcome, int linesOfNew) =>
    [
        .. Split(MailText.Wrap($"{outcome.Pair.Title}: {ReviewWords.Verdict(outcome)}", "", "  ")),
        .. Section(outcome, ChangeKind.New, "NEW", linesOfNew),
        .. AtOnce(outcome, ChangeKind.New, "NEW, by calls at once", linesOfNew),
        .. Texts("NEW, lock order over all traces", [.. outcome.OrdersOf(ChangeKind.New).Select(change => LockCycleText.SentenceOf(change.Cycle))]),
        .. Texts("NEW, and judged by no rule", outcome.Unruly),
        .. Section(outcome, ChangeKind.Mended, "MENDED", 2),
        .. AtOnce(outcome, ChangeKind.Mended, "MENDED, of calls at once", 2),
        .. Texts("MENDED, lock order over all traces", [.. outcome.OrdersOf(ChangeKind.Mended).Select(change => change.Cycle.Path)]),
        .. Section(outcome, ChangeKind.Changed, "CHANGED", 2),
        .. Differs(outcome),
        .. Ends(outcome),
        .. Raced(outcome, linesOfNew > 4 ? EntriesMax : 1),
        .. Unlocked(outcome),
        .. ReviewWords.CountOf(outcome, ChangeKind.Same) is > 0 and var same ? Split(MailText.Wrap(Same(same), "SAME  ", "  ")) : [],
        .. Texts("NOT JUDGED", outcome.NotJudged),
        .. Split(MailText.Wrap(ReviewWords.Bounds(outcome), "ran: ", "  ")),
    ];

    private static string Same(int count) => count == 1 ? "1 known defect is there before and after" : $"{count} known defects are there before and after";

    private static IEnumerable<string> Section(ReviewOutcome outcome, ChangeKind kind, string title, int linesMax)
    {
        var changes = outcome.ChangesOf(kind);
        if (changes.IsEmpty)
            yield break;
        yield return title;
        foreach (var change in changes.Take(EntriesMax))
        {
            foreach (var line in Cut([.. Entry(change)], linesMax))
                yield return line;
            if (outcome.Differences.Count(one => one.By == change) is > 0 and var count)
                yield return $"  explains {count} {(count == 1 ? "difference" : "differences")}";
        }

        if (changes.Length > EntriesMax)
            yield return $"  and {changes.Length - EntriesMax} more";
    }

    private static IEnumerable<string> AtOnce(ReviewOutcome outcome, ChangeKind kind, string title, int linesMax)
    {
        var changes = outcome.AtOnceOf(kind);
        if (changes.IsEmpty)
            yield break;
        yield return title;
        foreach (var change in changes.Take(EntriesMax))
        {
            // What it is, and how it comes about: neither may be cut off whole.
            var what = Cut(Split(MailText.Wrap(ThreadOutcomeText.Line(change.Cause), "  ", "    ")), linesMax);
            var trace = change.Cause[0].Finding.Trace;
            var how = Split(MailText.Wrap($"{trace.Schedule}: {AtOnce(trace)}", "    ", "      "));
            var where = ThreadOutcomeText.Elsewhere(change.Cause) is { Length: > 0 } places ? Split(MailText.Wrap(places, "    ", "      ")) : [];
            foreach (var line in (string[])[.. what, .. Cut([.. how, .. where], Math.Max(1, linesMax - what.Length))])
                yield return line;
        }

        if (changes.Length > EntriesMax)
            yield return $"  and {changes.Length - EntriesMax} more";
    }

    // What is cut is the way to the state, not the calls that meet there.
    private static string AtOnce(Trace trace) => string.Join("; ", trace.Operations.Skip(trace.Before.Length))
        + (trace.Before.IsEmpty ? "" : $"; after {string.Join("; ", trace.Before)}");

    private static IEnumerable<string> Entry(CauseChange change)
    {
        var cause = change.Cause;
        var (first, then) = CauseWords.Rules(cause);
        // How it is changed comes before the rules, which may be cut.
        var note = change.Note is { } text ? $"; {text}" : "";
        var head = $"{CauseWords.Of(cause.Severity)}, {CauseWords.Of(cause.Who)}{note}: {first}{(then.Length > 0 ? $", then {then}" : "")}";
        IEnumerable<string> lines = Split(MailText.Wrap(head, "  ", "    "));
        lines = lines.Concat(Split(MailText.Wrap(CauseWords.Evidence(cause), "  => ", "     ")));
        if (change.Kind == ChangeKind.New)
        {
            if (CauseWords.Where(cause.Head) is { IsEmpty: false } places)
                lines = lines.Concat(Split(MailText.Wrap(string.Join(", ", places), "  in ", "     ")));
            lines = lines.Concat(Split(MailText.Wrap(ReviewWords.Trace(cause.Head), "  ", "    ")));
        }

        return lines;
    }

    private static IEnumerable<string> Differs(ReviewOutcome outcome)
    {
        if (outcome.Unexplained.IsEmpty)
            yield break;
        yield return "DIFFERS, and no rule minds";
        foreach (var one in outcome.Unexplained.Take(EntriesMax))
        {
            foreach (var line in Cut(Split(MailText.Wrap(ReviewWords.Of(one), "  ", "    ")), 2))
                yield return line;
            foreach (var line in Cut(Split(MailText.Wrap(string.Join("; ", one.Difference.Trace.Operations), "    ", "      ")), 2))
                yield return line;
        }

        if (outcome.Unexplained.Length > EntriesMax)
            yield return $"  and {outcome.Unexplained.Length - EntriesMax} more";
    }

    private static IEnumerable<string> Ends(ReviewOutcome outcome)
    {
        if (outcome.Ends.IsEmpty)
            yield break;
        yield return "ENDS OTHERWISE, by calls at once, and no rule minds";
        foreach (var end in outcome.Ends.Take(EntriesMax))
        {
            foreach (var line in Cut(Split(MailText.Wrap(ReviewWords.OfEnd(end), "  ", "    ")), 2))
                yield return line;
            foreach (var line in Cut(Split(MailText.Wrap($"{end.Trace.Schedule}: {AtOnce(end.Trace)}", "    ", "      ")), 2))
                yield return line;
        }

        if (outcome.Ends.Length > EntriesMax)
            yield return $"  and {outcome.Ends.Length - EntriesMax} more";
    }

    // Races with a free that a cause above tells of are the same mistake, met earlier.
    private static IEnumerable<string> Raced(ReviewOutcome outcome, int most)
    {
        var (told, others) = ReviewWords.RacesOf(outcome);
        if (told.IsEmpty && others.IsEmpty)
            yield break;
        yield return "DATA RACE, and none before the change";
        if (!told.IsEmpty)
        {
            foreach (var line in Split(MailText.Wrap($"{Counts.Of(told.Length, "pair")} of accesses of which one is a free that is told of above", "  ", "    ")))
                yield return line;
        }

        foreach (var race in others.Take(most))
        {
            foreach (var line in Split(MailText.Wrap(DataRaceText.SentenceOf(race), "  ", "    ")))
                yield return line;
            foreach (var line in Cut(Split(MailText.Wrap($"{race.Trace.Schedule}: {AtOnce(race.Trace)}", "    ", "      ")), 3))
                yield return line;
        }

        if (others.Length > most)
            yield return $"  and {others.Length - most} more";
    }

    private static IEnumerable<string> Unlocked(ReviewOutcome outcome)
    {
        if (!outcome.IsUnlocked)
            yield break;
        yield return "UNLOCKED, as far as calls one after the other show it";
        var sentences = RaceWords.Sentences(outcome);
        foreach (var line in sentences.Take(EntriesMax).SelectMany(one => Split(MailText.Wrap(one.Text, "  ", "    "))))
            yield return line;
        if (sentences.Length > EntriesMax)
            yield return $"  and {sentences.Length - EntriesMax} more";
    }

    private static IEnumerable<string> Texts(string title, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty)
            yield break;
        yield return title;
        foreach (var text in texts.Take(EntriesMax))
        {
            foreach (var line in Cut(Split(MailText.Wrap(text, "  ", "    ")), 3))
                yield return line;
        }

        if (texts.Length > EntriesMax)
            yield return $"  and {texts.Length - EntriesMax} more";
    }

    // What is left out is marked: a trace without its end must not look whole.
    private static string[] Cut(string[] lines, int linesMax)
    {
        if (lines.Length <= linesMax)
            return lines;
        var last = lines[linesMax - 1];
        if (last.Length + More.Length > MailText.Columns && last.LastIndexOf(' ', MailText.Columns - More.Length) is > 0 and var at)
            last = last[..at];
        return [.. lines.Take(linesMax - 1), last + More];
    }

    private static string[] Split(string text) => text.Split('\n');
}
