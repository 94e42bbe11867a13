using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// True when a rule holds at a step. When it does not, <paramref name="evidence"/> says what was seen; when it does, nothing is
/// allocated and <paramref name="evidence"/> is left alone.
/// </summary>
/// <param name="step">What was asked, what came back, and the ledger before and after.</param>
/// <param name="evidence">Filled on a violation.</param>
public delegate bool RulePredicate(in Step step, ref Evidence evidence);
