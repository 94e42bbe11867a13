using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;

namespace ApSpec.Report;

/// <summary>How two compiled drivers differ on a trace, as mail text.</summary>
public static class ShownDifferenceText
{
    /// <summary>The kinds of difference, the trace on both, and what differs after its last operation.</summary>
    public static string Format(Subject a, Subject b, ShownDifference shown)
    {
        var trace = shown.Difference.Trace;
        var text = new StringBuilder();
        foreach (var key in shown.Keys)
            text.Append($"== {key}\n");
        text.Append($"{a.Name} and {b.Name} differ at step {trace.Operations.Length}\n\n");
        foreach (var (subject, steps) in new[] { (a, shown.StepsOfA), (b, shown.StepsOfB) })
        {
            text.Append($"{subject.Name}\n");
            text.Append(steps is { } ran ? TraceTable.Format(Plain(ran), details: false) : "  ends the process that runs it\n").Append('\n');
        }

        foreach (var part in shown.Difference.Parts)
        {
            var name = part.Where.Length > 0 ? $"{part.Where}.{part.What}" : part.What;
            text.Append(MailText.Wrap(part.IsFault ? $"{(part.After == Search.Review.DifferencePart.None ? a : b).Name}: {name}" : $"{name}: {a.Name} {part.Before}, {b.Name} {part.After}",
                part.IsFault ? "  fault: " : "  ", "    ")).Append('\n');
        }

        text.Append("  minimal: the shortest trace that shrinking finds\n");
        return text.Append(MailText.Wrap($"{trace.Scope}", "  scope: ", "    ")).Append('\n').ToString();
    }

    // The tables only show the differences, since the rules are printed above.
    private static ImmutableArray<RecordedStep> Plain(ImmutableArray<RecordedStep> steps) => [.. steps.Select(step => step with { Violations = [] })];
}
