using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A trace at whose last operation a rule notices a mutant.</summary>
internal sealed record MutantsNotice(Trace Trace, Rule Rule, Trigger Trigger);
