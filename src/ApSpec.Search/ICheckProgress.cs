using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Reports the progress of a check; called from several threads.</summary>
public interface ICheckProgress
{
    /// <summary>A campaign begins.</summary>
    void BeginScope(Subject subject, Scope scope);

    /// <summary>Traces and steps done in the running campaign.</summary>
    void OnTraces(long traces, long steps);

    /// <summary>True when somebody wants to know what is found first.</summary>
    bool WantsFirst { get; }

    /// <summary>The worst of what the first scopes show: a trace that violates <paramref name="rule"/>, not yet the shortest.</summary>
    void OnFirst(Subject subject, Rule rule, Trigger trigger, Trace trace);

    /// <summary>The search for a rule's counterexample begins.</summary>
    void BeginRule(Subject subject, Rule rule);
}
