using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>A trace whose last operation violates a rule, as short as it could be made, with the record of a run.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Trigger">The kind of operation that violates it.</param>
/// <param name="Trace">The trace, in its own small scope.</param>
/// <param name="Minimality">What is known of its length.</param>
/// <param name="ProofStates">States the proof looked at.</param>
public sealed record Counterexample(
    Subject Subject, Rule Rule, Trigger Trigger, Trace Trace, Minimality Minimality, int ProofStates)
{
    /// <summary>Operations, and the step at which the rule is violated.</summary>
    public int Length => Trace.Operations.Length;

    /// <summary>Its steps, judged by every rule of the book; empty when <see cref="Unrecorded"/> says why.</summary>
    public ImmutableArray<RecordedStep> Steps { get; init; } = [];

    /// <summary>The functions of the source that the last operation goes through; empty when there is no source to show.</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>What a guest or the host's administrator can do after it; may be empty.</summary>
    public ImmutableArray<GuestFact> Guest { get; init; } = [];

    /// <summary>How the recording process died; null when the trace was recorded.</summary>
    public string? Unrecorded { get; init; }

    /// <summary>The same, with the record of a run on the subject.</summary>
    public Counterexample Recorded() => this with
    {
        Steps = Recording.Record(Subject, Trace, RuleBook.All),
        Path = Subject.PathOf(Trace),
        Guest = GuestView.Facts(Subject, Trace, Rule),
    };
}
