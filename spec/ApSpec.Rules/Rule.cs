using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// One thing that must hold: a sentence with an id, its sources, and a predicate over a step. Rules read the ledger, never a
/// driver's inside.
/// </summary>
public sealed record Rule
{
    /// <summary>Family and number, such as <c>KVM-01</c>; never renumbered, never reused.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required RuleFamily Family { get; init; }

    /// <summary>The rule, in one plain sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Ids of entries in <c>spec/sources</c> (<see cref="SourceBook"/>).</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>When it is judged.</summary>
    public JudgedWhen When { get; init; } = JudgedWhen.Quiescent;

    /// <summary>Features a scope must have, so that what it speaks of can be seen.</summary>
    public Features Needs { get; init; } = Features.None;

    /// <summary>The one era that it is judged in; null when it holds in every era.</summary>
    public Era? Only { get; init; }

    /// <summary>True when it speaks of the PQAP hook, which guests have since v5.3.</summary>
    public bool NeedsHook { get; init; }

    /// <summary>What of a step it reads; a step with none of it cannot break a rule that held (<see cref="RuleSet"/>).</summary>
    public required StepParts Reads { get; init; }

    /// <summary>True when it holds.</summary>
    public required RulePredicate Predicate { get; init; }

    /// <summary>True when the step puts it to the test.</summary>
    public required RulePremise Premise { get; init; }

    /// <summary>Text of a trace that makes the premise hold on a correct driver.</summary>
    public required string Witness { get; init; }

    /// <summary>The same for the open_device era, where that era tells it otherwise; null when <see cref="Witness"/> does for both.</summary>
    public string? OpenDeviceWitness { get; init; }

    /// <summary>What a guest, an administrator or the host would notice.</summary>
    public required string WhyItMatters { get; init; }

    /// <summary>True when it is judged in <paramref name="era"/>.</summary>
    public bool IsOf(Era era) => (Only ?? era) == era;

    /// <summary>The witness for a driver of <paramref name="era"/>.</summary>
    public string WitnessIn(Era era) => era == Era.OpenDevice ? OpenDeviceWitness ?? Witness : Witness;

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Sentence}";
}
