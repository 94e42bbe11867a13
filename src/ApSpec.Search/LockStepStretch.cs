using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Traces of seeds next to each other in a lock step: those that agreed, and the first that did not.</summary>
/// <param name="Agreed">Traces on which the two agreed, also those cut short.</param>
/// <param name="Steps">Operations that both did in all of them.</param>
/// <param name="CutBy">Traces cut short without a verdict, counted by reason.</param>
/// <param name="Kinds">Kinds of the operations that both did.</param>
/// <param name="LeftOut">Operations that only one of the two supports.</param>
/// <param name="Found">The difference of the last trace; null when the seeds ended first.</param>
public sealed record LockStepStretch(
    long Agreed, long Steps, ImmutableSortedDictionary<string, long> CutBy, ImmutableArray<OperationKind> Kinds, ImmutableArray<string> LeftOut,
    LockStepFound? Found);
