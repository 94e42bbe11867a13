using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A trace after whose last operation two systems are seen to differ.</summary>
/// <param name="Trace">The trace; they agree until its last operation.</param>
/// <param name="Texts">How they differ, one line a field, fault or lock edge.</param>
public sealed record LockStepDifference(Trace Trace, ImmutableArray<string> Texts);
