using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>What is checked: a modelled revision, or a real driver. Makes as many systems of it as are asked for.</summary>
public abstract class Subject
{
    /// <summary>What users write and reports print.</summary>
    public abstract string Name { get; }

    /// <summary>What the <c>expect</c> lines of a trace file call it.</summary>
    public virtual string ExpectationName => Name;

    /// <summary>The era whose VFIO core drives it.</summary>
    public abstract Era Era { get; }

    /// <summary>The options of a command that name it: <c>--revision v5.10</c>.</summary>
    public abstract string Selector { get; }

    /// <summary>What the core around it has, in the notifier era.</summary>
    public virtual CoreTraits Traits => CoreTraits.Hook;

    /// <summary>What it has of <see cref="Features.Compiled"/>.</summary>
    public virtual Features Own => Features.None;

    /// <summary>Transitions that the minimizer's search in the scope as found may do: about a second's.</summary>
    public virtual int ShortcutTransitionsMax => 1_000_000;

    /// <summary>Why no system can be made in <paramref name="scope"/>: what it has, and what is allowed; null when one can.</summary>
    public virtual string? Refusal(Scope scope) => null;

    /// <summary>A system in its initial state; <paramref name="parameters"/> vary what is not public of the hardware.</summary>
    public abstract ISystem Create(Scope scope, ModelParameters? parameters = null);

    /// <summary>For a model that was never compared with real code, the line that says so; null for any other subject.</summary>
    public virtual string? Uncompared => null;

    /// <summary>Marks of a function whose defect rests on our reading alone.</summary>
    public virtual IEnumerable<string> SuspectedIn(string function) => [];

    /// <summary>What of a function was not read in any source.</summary>
    public virtual IEnumerable<string> UnconfirmedIn(string function) => [];

    /// <summary>The modelled functions that each operation of a trace runs; empty when there is no model.</summary>
    public virtual ImmutableArray<ImmutableHashSet<string>> FunctionsOf(Trace trace) => [];

    /// <summary>The functions of its source that the last operation of a trace goes through; empty when there is no source to show.</summary>
    public virtual ImmutableArray<string> PathOf(Trace trace) => [];

    /// <summary>Every place of the code under test that the last operation of a trace goes by.</summary>
    public virtual ImmutableHashSet<CodePlace> PlacesOf(Trace trace) => [];

    /// <summary>
    /// The file of the kernel around it in which the last operation of a trace goes wrong, so that it is not this driver's doing; null when it is.
    /// </summary>
    public virtual string? OutsideOf(Trace trace) => null;

    /// <summary>Every field of its state vector in <paramref name="scope"/>.</summary>
    public IReadOnlyList<FieldInfo> FieldsOf(Scope scope) => new WorldLayout(scope, Era, Traits).Fields;

    /// <summary>Every operation of <paramref name="scope"/> that can be done to it, in a fixed order.</summary>
    public virtual ImmutableArray<Operation> AlphabetOf(Scope scope) =>
        Alphabet.Of(scope with { Features = scope.Features & ~(Features.Compiled & ~Own) }, Era);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
