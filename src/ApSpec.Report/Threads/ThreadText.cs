using System.Text;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Threads;

/// <summary>A replayed trace with threads, in 72 columns.</summary>
public static class ThreadText
{
    /// <summary>What came before, the threads side by side, and what they violate.</summary>
    public static string Format(Subject subject, Trace trace, ThreadRecord record)
    {
        var text = new StringBuilder($"{subject.Name}\n");
        text.Append(TraceTable.Format(record.Before, details: false));
        text.Append(MailText.Wrap($"then at once, {Counts.Of(record.Preemptions, "preemption")}: {trace.Schedule}", "  ", "    ")).Append("\n\n");
        text.Append(ThreadColumns.Format([.. trace.Threads, .. record.Workers], record.Steps));
        if (TraceLegend.OfLocks(Locks(record)) is var locks && locks.Any())
            text.Append(MailText.Wrap(string.Join("; ", locks), "    ", "    ")).Append('\n');
        text.Append('\n');
        foreach (var (thread, call) in record.NotMade.Where(_ => record.Unfinished.IsEmpty))
            text.Append(MailText.Wrap($"t{thread} could not make '{call}'", "  ", "    ")).Append('\n');
        foreach (var idle in trace.Schedule!.Turns.Select(turn => turn.Thread).Distinct().Where(ThreadName.IsWorker).Except(record.Workers.Select(worker => worker.Thread)))
            text.Append($"  {ThreadName.Of(idle)} ran nothing: {(subject is ModelSubject ? "a model runs a work in the call that queued it" : "no work was queued for it")}\n");
        if (record.Violations.Any(violation => violation.IsDeadlock))
            text.Append(Deadlock(record));
        foreach (var violation in record.Violations.Where(violation => !violation.IsDeadlock))
            text.Append(MailText.Wrap($"{violation.Rule.Id} {violation.Text}", "  ", "    ")).Append('\n');
        foreach (var step in record.Before)
        {
            foreach (var (rule, evidence) in step.Violations)
                text.Append(MailText.Wrap($"step {step.Number}: {evidence.Text ?? rule.Sentence}", $"  {rule.Id} ", "    ")).Append('\n');
        }

        if (record.OneAfterTheOther is { IsEmpty: false } alone)
            text.Append(MailText.Wrap($"the same calls one after the other violate {string.Join(' ', alone)}, too", "  ", "    ")).Append('\n');
        if (!record.IsStateJudged && record.Unfinished.IsEmpty)
            text.Append("  no verdict on the state at the end: no order of whole calls comes to\n    one\n");
        if (record.IsCutOff)
            text.Append("  no verdict: a counter passed its cap, or the run had no end\n");
        else if (!record.Violations.Any())
            text.Append("  nothing is violated that needs a second thread\n");
        if (subject.Uncompared is { } uncompared)
            text.Append($"  {uncompared}\n");
        return text.ToString();
    }

    /// <summary>What a worker runs, by the threads whose calls queued it.</summary>
    internal static string WorkOf(ThreadCalls worker) => $"work of {string.Join(", ", worker.Calls.Select(call => $"t{call.Thread}").Distinct())}";

    private static string NameOf(UnfinishedThread thread) => ThreadName.IsWorker(thread.Thread)
        ? $"{ThreadName.Of(thread.Thread)}, queued by {thread.Call}" : $"t{thread.Thread} {thread.Call}";

    private static HashSet<string> Locks(ThreadRecord record) =>
        [.. record.Steps.SelectMany(step => step.Taken.Concat(step.GivenBack)).Select(id => LockId.Letter(id.Class))];

    private static string Deadlock(ThreadRecord record)
    {
        var text = new StringBuilder("  CALL-01 deadlock: no call can go on\n");
        foreach (var thread in record.Unfinished)
        {
            var held = thread.Has.IsEmpty ? "holds nothing" : $"holds {string.Join(", ", thread.Has)}";
            text.Append(MailText.Wrap($"{NameOf(thread)}: {held}, waits for {thread.WaitsFor} in {thread.Function}", "    ", "      ")).Append('\n');
        }

        return text.ToString();
    }
}
