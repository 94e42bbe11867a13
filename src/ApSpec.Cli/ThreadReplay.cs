using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Report.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Replays a trace with a schedule.</summary>
internal static class ThreadReplay
{
    /// <summary>As <see cref="CheckTarget.Replay(Trace, ImmutableArray{Rule})"/>, and whether a call died, be it that it would alone.</summary>
    public static (string Text, ImmutableArray<ExpectedViolation> Violations, bool IsAlive, bool IsCutOff, bool HasDied) Run(
        CheckTarget target, Trace trace, ImmutableArray<Rule> rules, bool isDiagram)
    {
        target.Accept(trace.Scope);
        var subject = target.Engine.Subject;
        if (target.Engine.Threads(rules).Play(trace, out var refusal) is not { } record)
            return ($"{subject.Name}\n  no verdict: {refusal}\n", [], true, true, false);
        var text = isDiagram ? SequenceDiagram.Format(trace.Threads, record) : ThreadText.Format(subject, trace, record);
        return (text, record.ViolationsOf(trace), true, record.IsCutOff, record.Unfinished.Any(thread => thread.WaitsFor is null));
    }
}
