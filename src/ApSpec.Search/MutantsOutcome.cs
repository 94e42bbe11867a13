using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>The mutants of a revision.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Scopes">The scopes whose random traces were run.</param>
/// <param name="Traces">Random traces and witnesses that were recorded.</param>
/// <param name="Steps">Operations in those traces.</param>
/// <param name="Mutants">Every mutant, in the order of the revision's text.</param>
/// <param name="Unreached">Lines with an effect that no trace reached: they have no mutant.</param>
public sealed record MutantsOutcome(
    Revision Revision, ImmutableArray<Scope> Scopes, long Traces, long Steps, ImmutableArray<MutantOutcome> Mutants,
    ImmutableArray<int> Unreached)
{
    /// <summary>How many mutants have this outcome.</summary>
    public int Count(MutantStatus status) => Mutants.Count(mutant => mutant.Status == status);

    /// <summary>Mutants with an observable difference.</summary>
    public int Visible => Count(MutantStatus.Noticed) + Count(MutantStatus.Survived);

    /// <summary>Per cent of the mutants with an observable difference that a rule notices.</summary>
    public double Score => Percent(Visible);

    /// <summary>Per cent of all mutants that a rule notices.</summary>
    public double ScoreOfAll => Percent(Mutants.Length);

    private double Percent(int of) => of == 0 ? 100 : 100.0 * Count(MutantStatus.Noticed) / of;
}
