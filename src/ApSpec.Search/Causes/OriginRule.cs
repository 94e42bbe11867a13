namespace ApSpec.Search.Causes;

/// <summary>A rule that a trace's first wrong step violates.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Sign">What tells this violation from others of the rule: the place of a fault, the classes of a lock cycle; null when only its way through the code does.</param>
public sealed record OriginRule(string Rule, string? Sign = null);
