using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Writes what a worker found as text; it needs the driver to replay a trace, so it is done there.</summary>
public interface IWorkerText
{
    /// <summary>The findings of a rule, the simplest first.</summary>
    string Of(IReadOnlyList<Finding> findings);

    /// <summary>A replayed trace, and each rule it violates with the step.</summary>
    ReplayData Replay(Subject subject, Trace trace, ImmutableArray<Rule> rules);
}
