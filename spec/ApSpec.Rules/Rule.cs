using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// One thing that must hold: an id, a sentence, its sources, and a predicate over a step. Rules read the ledger, never the internals
/// of a driver.
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

    /// <summary>Features that a scope must have, or the ledger lacks what the rule reads.</summary>
    public Features Needs { get; init; } = Features.None;

    /// <summary>The only era in which it is judged; null for every era.</summary>
    public Era? Only { get; init; }

    /// <summary>True when it is about the PQAP hook, which exists since v5.3.</summary>
    public bool NeedsHook { get; init; }

    /// <summary>Changes of the kernel's core that made the rule pointless.</summary>
    public CoreTraits EndedBy { get; init; }

    /// <summary>The parts of a step that it reads. A step without these parts cannot break a rule that held (<see cref="RuleSet"/>).</summary>
    public required StepParts Reads { get; init; }

    /// <summary>True when it holds.</summary>
    public required RulePredicate Predicate { get; init; }

    /// <summary>True when the step puts it to the test.</summary>
    public required RulePremise Premise { get; init; }

    /// <summary>Text of a trace that makes the premise hold on a correct driver.</summary>
    public required string Witness { get; init; }

    /// <summary>The witness for the open_device era; null when <see cref="Witness"/> serves both eras.</summary>
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
