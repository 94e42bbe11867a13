using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Museum;

/// <summary>The verdict on one defect in one revision.</summary>
/// <param name="Exhibit">The defect.</param>
/// <param name="Revision">The revision's name.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Why">The grounds of the verdict in one clause, without <see cref="Reservations"/>.</param>
public sealed record MuseumCell(Exhibit Exhibit, string Revision, CellStatus Status, string Why)
{
    /// <summary>The rule that was violated, or else judged; null when none was.</summary>
    public string? Rule { get; init; }

    /// <summary>The shortest trace that violates it; null when none does.</summary>
    public Trace? Trace { get; init; }

    /// <summary>A trace that runs to its end and shows nothing; null when none does.</summary>
    public Trace? Ran { get; init; }

    /// <summary>Unconfirmed facts behind the verdict.</summary>
    public ImmutableArray<Reservation> Reservations { get; init; } = [];

    /// <summary>The kind of operation that violates it.</summary>
    public Trigger? Trigger { get; init; }

    /// <summary>What is known of the trace's length.</summary>
    public Minimality Minimality { get; init; }

    /// <summary>True when the bug list says that the revision has the defect.</summary>
    public bool IsExpected => Exhibit.Affected.Contains(Revision);

    /// <summary>True when verdict and bug list agree, or there is no verdict.</summary>
    public bool AgreesWithSheet => Status == CellStatus.CannotBeShown || IsExpected == (Status == CellStatus.Found);
}
