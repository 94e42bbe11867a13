namespace ApSpec.Search.Review;

/// <summary>A finding of one driver, and what its trace does on the other.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Step">The first step at which the trace violates the same rule on the other driver; null when it does not.</param>
/// <param name="IsJudged">False when the other driver ended the process that ran the trace, or gave no verdict.</param>
internal sealed record FindingTrial(Finding Finding, int? Step, bool IsJudged)
{
    /// <summary>True when the other driver violates the rule by the same operation.</summary>
    public bool IsAlike => Step == Finding.Counterexample.Length;
}
