using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Worker;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>The texts that a worker writes for the process that prints them.</summary>
internal sealed class WorkerText : IWorkerText
{
    public string Of(IReadOnlyList<Finding> findings) => FindingText.Of(findings);

    public ReplayData Replay(Subject subject, Trace trace, ImmutableArray<Rule> rules)
    {
        var steps = Recording.Of(subject, trace, rules);
        return new ReplayData(ReplayText.Of(subject, trace, steps),
            [.. TraceVerdict.Of(steps).Select(violation => new ViolationData(violation.Rule, violation.Step))],
            steps.Any(step => step.IsCutOff));
    }
}
