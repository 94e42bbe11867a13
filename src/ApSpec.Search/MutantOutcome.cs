using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Kernel;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>One mutant, and whether a rule noticed it.</summary>
public sealed record MutantOutcome
{
    /// <summary>What was changed.</summary>
    public required Mutation Mutation { get; init; }

    /// <summary>The outcome.</summary>
    public required MutantStatus Status { get; init; }

    /// <summary>Traces run that reach the effect.</summary>
    public required int Traces { get; init; }

    /// <summary>The rule that notices it; null when none does.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The kind of operation at which the rule is violated.</summary>
    public Trigger Trigger { get; init; }

    /// <summary>The shortest known trace on which a rule notices it; when none does, on which it differs from the revision.</summary>
    public Trace? Trace { get; init; }

    /// <summary>What is known of that trace's length.</summary>
    public Minimality Minimality { get; init; } = Minimality.NotProven;

    /// <summary>For a survivor: how the last step of the trace differs, the revision's value first.</summary>
    public ImmutableArray<string> Differences { get; init; } = [];

    /// <summary>For a survivor: the rules that the revision violates at the last step of the trace and the mutant does not.</summary>
    public ImmutableArray<string> Mends { get; init; } = [];

    /// <summary>For a mutant without a difference: true when the small scopes were searched completely.</summary>
    public bool IsExhausted { get; init; }
}
