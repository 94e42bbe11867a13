using System.Text;
using ApSpec.Check;
using ApSpec.Explore.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Threads;

/// <summary>A search of schedules as text.</summary>
public static class ThreadExplorationText
{
    /// <summary>The counts, how far the search went, and each finding with its schedule.</summary>
    public static string Format(Subject subject, Scope scope, ThreadExploration explored, ThreadLimits limits)
    {
        var text = new StringBuilder($"  {subject.Name}: states {explored.States:N0}, steps {explored.Transitions:N0}, ends {explored.Ends:N0}, "
            + $"dead ends {explored.DeadEnds:N0}\n");
        foreach (var (cap, count) in explored.Caps)
            text.Append($"    no verdict: {cap.ToText(scope)} cut off {count:N0} steps\n");
        if (!explored.IsComplete)
        {
            text.Append(explored.Preemptions < 0 ? "    no verdict" : $"    every schedule with at most {Counts.Of(explored.Preemptions, "preemption")}");
            text.Append(explored.Preemptions == limits.PreemptionsMax ? "\n"
                : limits.Time?.IsOver == true ? $": interrupted at {Counts.Of(explored.States, "state")}\n"
                : $": stopped at {Counts.Of(explored.States, "state")}\n");
        }

        if (!explored.AreStatesJudged)
            text.Append("    no verdict on states at the end: no order of whole calls comes to one\n");
        foreach (var (thread, call) in explored.IsComplete ? explored.NeverMade : [])
            text.Append(MailText.Wrap($"t{thread} can never make '{call}'", "    ", "      ")).Append('\n');
        foreach (var finding in explored.Findings)
        {
            text.Append(MailText.Wrap($"{Counts.Of(finding.Preemptions, "preemption")}: {Name(finding)}; {finding.Trace.Schedule}", "    ", "      ")).Append('\n');
        }

        foreach (var race in explored.Races)
            text.Append(DataRaceText.Format(race, "    ", isWhole: false));
        if (explored.OneAfterTheOther is { IsEmpty: false } alone)
            text.Append(MailText.Wrap($"one after the other the calls violate {string.Join(' ', alone)}", "    ", "      ")).Append('\n');
        return text.ToString();
    }

    private static string Name(ThreadFinding finding) => finding.Violation.IsDeadlock
        ? $"deadlock, {finding.Violation.Text}" : $"{finding.Violation.Rule.Id} {finding.Violation.Text}";
}
