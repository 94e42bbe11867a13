using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;

namespace ApSpec.Search.Museum;

/// <summary>The verdict on one defect of calls at once in one revision.</summary>
/// <param name="Exhibit">The defect.</param>
/// <param name="Subject">The revision.</param>
/// <param name="Finding">The schedule that shows it, with the fewest preemptions; null when none does.</param>
/// <param name="Record">The run by that schedule; null when none shows it.</param>
/// <param name="NoVerdict">Why there is no verdict; null when there is one.</param>
public sealed record ThreadCell(ThreadExhibit Exhibit, ModelSubject Subject, ThreadFinding? Finding, ThreadRecord? Record, string? NoVerdict)
{
    /// <summary>The revision's name.</summary>
    public string Revision => Subject.Name;

    /// <summary>True when the list of affected revisions says the same.</summary>
    public bool AgreesWithList => NoVerdict is not null || Exhibit.Affected.Contains(Revision) == Finding is not null;
}
