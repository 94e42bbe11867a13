using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// True when a rule holds at a step. When it is violated, <paramref name="evidence"/> says what was seen. When it holds, nothing is
/// allocated and <paramref name="evidence"/> is not written.
/// </summary>
/// <param name="step">What was asked, what came back, and the ledger before and after.</param>
/// <param name="evidence">Filled on a violation.</param>
public delegate bool RulePredicate(in Step step, ref Evidence evidence);
