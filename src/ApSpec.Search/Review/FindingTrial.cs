using ApSpec.Check;

namespace ApSpec.Search.Review;

/// <summary>A finding of one driver, and what its trace does on the other.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Step">The first step at which the trace violates the same rule on the other driver; null when it does not.</param>
/// <param name="IsJudged">False when the other driver ended the process that ran the trace, or gave no verdict.</param>
internal sealed record FindingTrial(Finding Finding, int? Step, bool IsJudged)
{
    /// <summary>The step at which a call dies, or waits for ever, on the other driver, and returns on the finding's own; null when there is none.</summary>
    public RecordedStep? Death { get; init; }

    /// <summary>True when the trace runs on the other driver as it should: what it shows is not there.</summary>
    public bool IsGone => IsJudged && Step is null && Death is null;

    /// <summary>True when the other driver violates the rule by the same operation.</summary>
    public bool IsAlike => Step == Finding.Counterexample.Length;
}
