using System.Text;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Explore.Symmetry;
using ApSpec.Lifecycle;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>An exhaustive search as text.</summary>
public static class ExplorationText
{
    /// <summary>The counts, what cut the search off, and the first violation of each rule.</summary>
    public static string Format(Revision revision, Scope scope, Exploration explored, SearchLimits limits)
    {
        var text = new StringBuilder();
        text.Append($"{revision.Name}\n");
        if (revision.Uncompared is { } uncompared)
            text.Append($"  {uncompared}\n");
        text.Append(MailText.Wrap(scope.ToString(), "  scope: ", "    ")).Append('\n');
        text.Append($"  states {explored.States:N0}, transitions {explored.Transitions:N0}, dead ends {explored.DeadEnds:N0}, depth {explored.Depth}\n");
        if (explored.Alike != Likes.None)
        {
            text.Append($"  alike: {explored.Alike.ToString().ToLowerInvariant()}, as tried in {Counts.Of(explored.StatesTried, "state")}\n");
            if (explored.IsComplete)
                text.Append(MailText.Wrap($"states {explored.StatesInAll:N0}, transitions {explored.TransitionsInAll:N0}, dead ends {explored.DeadEndsInAll:N0}, cut off {explored.CutOffInAll:N0}", "  that stands for: ", "    ")).Append('\n');
        }

        foreach (var asymmetry in explored.Unlike)
        {
            text.Append(MailText.Wrap(
                $"{asymmetry.Likes.ToString().ToLowerInvariant()} are not alike, {(asymmetry.HasCounterpart ? "this ends otherwise with two of them exchanged" : "this is not tried with two of them exchanged")}: {string.Join("; ", asymmetry.Trace.Operations)}",
                "  ", "    ")).Append('\n');
        }

        foreach (var (cap, count) in explored.Caps)
            text.Append($"  no verdict: {cap.ToText(scope)} cut off {count:N0} transitions\n");
        text.Append(explored.IsExhaustive ? $"  exhausted: a rule not named below holds in this scope{(explored.Alike == Likes.None ? "" : ", as far as they are alike")}\n"
            : explored.IsComplete ? "  every state within the caps was seen\n"
            : explored.IsOutOfMemory ? $"  no verdict: out of memory at {Counts.Of(explored.States, "state")}{(limits.BytesMax == long.MaxValue ? "" : $", allowed are {limits.BytesMax >> 20:N0} MiB")}\n"
            : limits.Time?.IsOver == true ? $"  no verdict: interrupted at {Counts.Of(explored.States, "state")}\n"
            : $"  no verdict: stopped at {Counts.Of(limits.StatesMax, "state")}\n");
        var coverage = LifecycleCoverage.Measure(LifecycleTable.For(revision.Lifecycle), explored);
        text.Append($"  lifecycle: {coverage.Taken.Length} of {coverage.Taken.Length + coverage.NeverTaken.Length} transitions taken\n");
        if (coverage.NeverTaken.Length > 0)
        {
            text.Append(MailText.Wrap(string.Join(", ", coverage.NeverTaken.Select(e => $"{e.From}-{e.Trigger}->{e.To}")),
                "    never: ", "      ")).Append('\n');
        }

        foreach (var violation in explored.Violations)
        {
            text.Append(MailText.Wrap(
                string.Join("; ", violation.Trace.Operations), $"  {violation.Rule.Id,-9} {violation.Length,2}: ", "                ")).Append('\n');
        }

        return text.ToString();
    }
}
