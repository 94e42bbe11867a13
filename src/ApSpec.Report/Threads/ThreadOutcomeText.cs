using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Threads;

/// <summary>What calls at once showed, as a part of a check's report.</summary>
public static class ThreadOutcomeText
{
    private const int ShortMax = 3;

    /// <summary>The worst cause of each rule in one line, for several subjects on one screen.</summary>
    public static string ShortOf(ThreadOutcome outcome)
    {
        var text = new StringBuilder(Head(outcome));
        var shown = outcome.Causes.Index().DistinctBy(cause => cause.Item[0].Finding.Violation.Rule.Id).Take(ShortMax).ToArray();
        foreach (var (number, cause) in shown)
            text.Append(MailText.Cut($"{number + 1,3}  {Line(cause, isShort: true)}")).Append('\n');
        if (outcome.Causes.Length > shown.Length)
            text.Append($"     and {outcome.Causes.Length - shown.Length} more: --revision {outcome.Subject.Name}\n");
        if (outcome.Races.Length > 0)
            text.Append($"     data races in {Counts.Of(outcome.Races.Length, "pair")} of functions: --full\n");
        return text.ToString();
    }

    /// <summary>Each finding with its calls and the schedule.</summary>
    public static string Format(ThreadOutcome outcome)
    {
        var text = new StringBuilder(Head(outcome));
        foreach (var (number, cause) in outcome.Causes.Index())
        {
            var trace = cause[0].Finding.Trace;
            text.Append(MailText.Wrap(Whole(cause), $"{number + 1,3}  ", "       ")).Append('\n');
            text.Append(MailText.Wrap($"{string.Join("; ", trace.Operations)}; {trace.Schedule}", "       ", "         ")).Append('\n');
            AppendSanitized(text, cause, SanitizerWords.Short);
        }

        return text.Append(DataRaceText.Format(outcome.Races)).Append(Ground(outcome)).ToString();
    }

    /// <summary>Each finding with its columns.</summary>
    public static string Full(ThreadOutcome outcome)
    {
        var text = new StringBuilder(Head(outcome));
        foreach (var (number, cause) in outcome.Causes.Index())
        {
            var trace = cause[0].Finding.Trace;
            text.Append('\n').Append(MailText.Wrap(Whole(cause), $"{number + 1,3}  ", "       ")).Append('\n');
            AppendSanitized(text, cause, SanitizerWords.Long);
            text.Append(cause[0].Record is { } record ? ThreadText.Format(outcome.Subject, trace, record) : "  the process that ran it died\n");
            text.Append("  again:\n").Append(CounterexampleText.Again(outcome.Subject, trace, null));
        }

        return text.Append('\n').Append(DataRaceText.Format(outcome.Races)).Append(Ground(outcome)).ToString();
    }

    private static void AppendSanitized(StringBuilder text, ImmutableArray<ShortestThreads> cause, Func<SanitizerReport, string> words)
    {
        if (cause.FirstOrDefault(found => found.Sanitizer is not null)?.Sanitizer is { } report)
            text.Append(MailText.Wrap(words(report), "       ", "         ")).Append('\n');
    }

    // How bad it is, the rules, the preemptions, and what the first rule saw.
    internal static string Line(ImmutableArray<ShortestThreads> cause, bool isShort = false)
    {
        var first = cause[0];
        var violation = first.Finding.Violation;
        var others = cause.Skip(1).Select(found => found.Finding.Violation.Rule.Id).Where(id => id != violation.Rule.Id).Distinct().ToArray();
        return $"{CauseWords.Of(Severities.Of(violation.Rule)),-5} {violation.Rule.Id}{(others.Length == 0 ? "" : $", then {string.Join(' ', others)}")}, "
            + $"{Counts.Of(first.Finding.Preemptions, "preemption")}{(first.IsProven || first.Finding.Preemptions == 0 ? "" : " or fewer")}: {(violation.IsDeadlock ? violation.Sign + (isShort ? "" : Waits(first.Record)) : violation.Text)}";
    }

    // Where each thread of a deadlock waits.
    private static string Waits(ThreadRecord? record) => record is null ? ""
        : string.Concat(record.Unfinished.Where(thread => thread is { WaitsFor: not null, Function.Length: > 0 }).Select((thread, i) =>
            $"{(i == 0 ? ": " : "; ")}{ThreadName.Of(thread.Thread)} waits for {thread.WaitsFor} in {thread.Function}"));

    /// <summary>The other places where freed memory is used, as a clause; empty when there is none.</summary>
    internal static string Elsewhere(ImmutableArray<ShortestThreads> cause)
    {
        var first = cause[0];
        var functions = first.Elsewhere.Select(finding => finding.Violation.Evidence.Used?.Split(' ')[0]).OfType<string>().Distinct().ToArray();
        return functions.Length == 0 ? ""
            : $"also used at {Counts.Of(first.Elsewhere.Length, "other place")}, in {string.Join(", ", functions.Take(ShortMax))}{(functions.Length > ShortMax ? " ..." : "")}";
    }

    private static string Whole(ImmutableArray<ShortestThreads> cause) => Elsewhere(cause) is { Length: > 0 } places ? $"{Line(cause)}; {places}" : Line(cause);

    private static string Head(ThreadOutcome outcome) => outcome.Sets + outcome.Pairs + outcome.Random == 0 && outcome.Refusal is { } refusal
        ? MailText.Wrap($"{outcome.Subject.Name}, calls at once: no verdict, {refusal}", "", "  ") + "\n"
        : outcome.Findings.IsEmpty
        ? MailText.Wrap(outcome.Cut > 0 ? $"{outcome.Subject.Name}, calls at once: no verdict, {outcome.Cut} searches were cut off"
            : $"{outcome.Subject.Name}, calls at once: nothing goes wrong that does not go wrong one after the other", "", "  ") + "\n"
        : $"{outcome.Subject.Name}, calls at once: {Counts.Of(outcome.Causes.Length, "cause")}, the worst first\n";

    // A compiled driver's process learns which accesses threads share: how many steps a search takes differs a little from run to run.
    private static string StepsOf(ThreadOutcome outcome) => outcome.Subject is ModelSubject ? $", {Counts.Of(outcome.Steps, "step")}" : "";

    private static string Bound(ThreadLimits limits) =>
        limits.PreemptionsMax == int.MaxValue ? "all of them" : $"up to {Counts.Of(limits.PreemptionsMax, "preemption")}";

    private static string Ground(ThreadOutcome outcome) => MailText.Wrap(
        $"schedules of {Counts.Of(outcome.Sets, "named set")} of calls, {Bound(outcome.Bounds.Named)}"
        + (outcome.Pairs == 0 ? "" : $", {Bound(outcome.Bounds.Pairs)} of {Counts.Of(outcome.Pairs, "pair")} of calls")
        + $", {Bound(outcome.Bounds.Random)} of {Counts.Of(outcome.Random, "random one")}{(outcome.RandomSchedules > 0 ? $", {Counts.Of(outcome.RandomSchedules, "random schedule")} with more" : "")}{StepsOf(outcome)}"
        + (outcome.AlsoInSequences > 0 ? $"; {outcome.AlsoInSequences} more that sequences show, too" : "")
        + (outcome.Cut > 0 ? $"; {(outcome.Cut == 1 ? "1 search" : $"{outcome.Cut} searches")} cut off without a verdict" : ""), "     ", "     ") + "\n";
}
