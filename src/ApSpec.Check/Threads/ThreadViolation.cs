using ApSpec.Rules;

namespace ApSpec.Check.Threads;

/// <summary>A rule that calls of several threads violate, and that they do not violate one after the other.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Evidence">What it saw.</param>
/// <param name="IsDeadlock">Every thread that has not returned waits for another.</param>
public sealed record ThreadViolation(Rule Rule, Evidence Evidence, bool IsDeadlock = false)
{
    /// <summary>The evidence in one clause.</summary>
    public string Text => Evidence.Text ?? Rule.Sentence;
}
