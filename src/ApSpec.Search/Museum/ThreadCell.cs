using ApSpec.Explore.Threads;

namespace ApSpec.Search.Museum;

/// <summary>The verdict on one defect of calls at once in one revision.</summary>
/// <param name="Exhibit">The defect.</param>
/// <param name="Revision">The revision's name.</param>
/// <param name="Finding">The schedule that shows it, with the fewest preemptions; null when none does.</param>
/// <param name="NoVerdict">Why there is no verdict; null when there is one.</param>
public sealed record ThreadCell(ThreadExhibit Exhibit, string Revision, ThreadFinding? Finding, string? NoVerdict)
{
    /// <summary>True when the list of affected revisions says the same.</summary>
    public bool AgreesWithList => NoVerdict is not null || Exhibit.Affected.Contains(Revision) == Finding is not null;
}
