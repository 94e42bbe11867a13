using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>What an explorer's thread tells of one operation.</summary>
/// <param name="Violated">Rules violated for the first time, as far as it knows.</param>
/// <param name="Cap">What cut the operation off; null when nothing did.</param>
/// <param name="IsDeadEnd">True when a call died or is stuck.</param>
/// <param name="Witnessed">Every rule with a premise that held up to here.</param>
/// <param name="Taken">Every transition of the lifecycle taken up to here.</param>
/// <param name="Weight">For how many operations this one stands.</param>
internal readonly record struct ExplorerNote(RuleBits Violated, Cutoff? Cap, bool IsDeadEnd, RuleBits Witnessed, ulong Taken, int Weight);
