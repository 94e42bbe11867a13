using System.Collections.Immutable;

namespace ApSpec.Search.Museum;

/// <summary>The verdict on one defect in one compiled driver.</summary>
/// <param name="Exhibit">The defect.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Why">What it rests on, or why there is none, in one clause.</param>
public sealed record DriverCell(Exhibit Exhibit, CellStatus Status, string Why)
{
    /// <summary>The trace that was run, by its file's name; null when none was.</summary>
    public string? Trace { get; init; }

    /// <summary>The rule that is violated; null when none is.</summary>
    public string? Rule { get; init; }

    /// <summary>The step at which the defect shows, or would, from 1; null when no trace reached it.</summary>
    public int? Step { get; init; }

    /// <summary>The operation of that step.</summary>
    public string? Operation { get; init; }

    /// <summary>
    /// Functions of the user's tree with file and line: the one that faults or takes the lock, or else all that the step went through, in
    /// the order of their calls; empty when it does not go wrong, or no place is known.
    /// </summary>
    public ImmutableArray<string> Places { get; init; } = [];
}
