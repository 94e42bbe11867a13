using ApSpec.Rules;

namespace ApSpec.Check.Threads;

/// <summary>A rule that calls of several threads violate, and that they do not violate one after the other.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Evidence">What it saw.</param>
/// <param name="IsDeadlock">Every thread that has not returned waits for another.</param>
public sealed record ThreadViolation(Rule Rule, Evidence Evidence, bool IsDeadlock = false)
{
    /// <summary>Tells two violations of one rule apart.</summary>
    public string Sign => SignOf(Rule, Evidence);

    /// <summary>The evidence in one clause.</summary>
    public string Text => Evidence.Text ?? Rule.Sentence;

    /// <summary>Tells two violations of one rule apart.</summary>
    public static string SignOf(Rule rule, in Evidence evidence) => evidence.Sign ?? evidence.Text ?? rule.Id;
}
