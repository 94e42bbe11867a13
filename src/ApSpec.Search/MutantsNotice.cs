using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A trace on which a rule notices a mutant at the last operation.</summary>
internal sealed record MutantsNotice(Trace Trace, Rule Rule, Trigger Trigger);
