namespace ApSpec.Search.Causes;

/// <summary>A rule that is violated at the first violating step of a trace.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Sign">Tells two violations of the rule apart: the place of a fault, or the classes of a lock cycle; null when only the path through the code does.</param>
public sealed record OriginRule(string Rule, string? Sign = null);
