using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// True when a step puts a rule to the test, that is, when the rule could fail on it. A run in which the premise never held says
/// nothing about the rule.
/// </summary>
public delegate bool RulePremise(in Step step);
