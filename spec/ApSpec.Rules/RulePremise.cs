using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// True when a step puts a rule to the test: what its sentence speaks of is there. A run that never saw the premise of a rule
/// says nothing about the rule.
/// </summary>
public delegate bool RulePremise(in Step step);
