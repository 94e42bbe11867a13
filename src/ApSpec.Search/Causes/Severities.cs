using ApSpec.Rules;

namespace ApSpec.Search.Causes;

/// <summary>The severity of what a rule forbids.</summary>
public static class Severities
{
    /// <summary>The severity.</summary>
    public static Severity Of(Rule rule) => rule switch
    {
        { Id: "MEM-04" } => Severity.Wrong, // leaked memory
        { Id: "LOCK-05" } => Severity.Wrong, // a list walked without its lock
        { Family: RuleFamily.Mem } => Severity.Crash,
        { Id: "CALL-01" } or { Family: RuleFamily.Lock } => Severity.Hang,
        { Id: "CALL-03" } => Severity.Warning,
        _ => Severity.Wrong,
    };
}
