using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check.Threads;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>A modelled revision, or a real driver, that is checked. It makes any number of systems.</summary>
public abstract class Subject
{
    /// <summary>Its name in options and reports.</summary>
    public abstract string Name { get; }

    /// <summary>Its name in the <c>expect</c> lines of a trace file.</summary>
    public virtual string ExpectationName => Name;

    /// <summary>The era of its VFIO core.</summary>
    public abstract Era Era { get; }

    /// <summary>The options of a command that name it: <c>--revision v5.10</c>.</summary>
    public abstract string Selector { get; }

    /// <summary>Traits of the core around it, in the notifier era.</summary>
    public virtual CoreTraits Traits => CoreTraits.Hook;

    /// <summary>Those <see cref="Features.Compiled"/> that it has.</summary>
    public virtual Features Own => Features.None;

    /// <summary>Transitions of the minimizer's search in the scope as found: about a second's work.</summary>
    public virtual int ShortcutTransitionsMax => 1_000_000;

    /// <summary>Why no system can be made in <paramref name="scope"/>, with what is allowed; null when one can.</summary>
    public virtual string? Refusal(Scope scope) => null;

    /// <summary>A system in its initial state; <paramref name="parameters"/> vary hardware behaviour that is not public.</summary>
    public abstract ISystem Create(Scope scope, ModelParameters? parameters = null);

    /// <summary>The same, for calls of several threads at once.</summary>
    public IThreadedSystem CreateForThreads(Scope scope) => (IThreadedSystem)Create(scope);

    /// <summary>A line for models that were never compared with real code; null for any other subject.</summary>
    public virtual string? Uncompared => null;

    /// <summary>The marks of a function with a defect that is known from our reading alone.</summary>
    public virtual IEnumerable<string> SuspectedIn(string function) => [];

    /// <summary>The parts of a function that were not read in any source.</summary>
    public virtual IEnumerable<string> UnconfirmedIn(string function) => [];

    /// <summary>The modelled functions that each operation of a trace runs; empty when there is no model.</summary>
    public virtual ImmutableArray<ImmutableHashSet<string>> FunctionsOf(Trace trace) => [];

    /// <summary>The source functions that the last operation of a trace runs; empty when there is no source to show.</summary>
    public virtual ImmutableArray<string> PathOf(Trace trace) => [];

    /// <summary>Every place of the code under test that the last operation of a trace runs.</summary>
    public virtual ImmutableHashSet<CodePlace> PlacesOf(Trace trace) => [];

    /// <summary>
    /// The file outside the driver in which the last operation of a trace goes wrong; null when the driver is to blame.
    /// </summary>
    public virtual string? OutsideOf(Trace trace) => null;

    /// <summary>Every field of its state vector in <paramref name="scope"/>.</summary>
    public IReadOnlyList<FieldInfo> FieldsOf(Scope scope) => new WorldLayout(scope, Era, Traits).Fields;

    /// <summary>Every operation of <paramref name="scope"/> that it supports, in a fixed order.</summary>
    public virtual ImmutableArray<Operation> AlphabetOf(Scope scope) =>
        Alphabet.Of(scope with { Features = scope.Features & ~(Features.Compiled & ~Own) }, Era);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
