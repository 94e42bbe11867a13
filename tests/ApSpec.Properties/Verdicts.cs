using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>Whether a trace violates a rule on a revision; one judge for each scope, since building a world costs more than a trace.</summary>
internal sealed class Verdicts(Revision revision)
{
    private readonly Dictionary<Scope, Judge> judges = [];

    public (Trace Trace, Trigger Trigger)? Violation(Trace trace, Rule rule, Trigger? trigger = null) =>
        Reproduction.Find(JudgeOf(trace.Scope), trace, rule, trigger);

    public bool Holds(Trace trace, Rule rule) => Violation(trace, rule) is null;

    public Judge JudgeOf(Scope scope)
    {
        if (!judges.TryGetValue(scope, out var judge))
            judges.Add(scope, judge = new Judge(new ModelSystem(revision, scope), RuleBook.All));
        return judge;
    }
}
