using System.Collections.Immutable;

namespace ApSpec.Search.Museum;

/// <summary>The verdict on one defect in one compiled driver.</summary>
/// <param name="Exhibit">The defect.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Why">The grounds of the verdict, or why there is none, in one clause.</param>
public sealed record DriverCell(Exhibit Exhibit, CellStatus Status, string Why)
{
    /// <summary>The file name of the trace that was run; null when none was.</summary>
    public string? Trace { get; init; }

    /// <summary>The rule that is violated; null when none is.</summary>
    public string? Rule { get; init; }

    /// <summary>The step at which the defect shows, or would, from 1; null when no trace reached it.</summary>
    public int? Step { get; init; }

    /// <summary>The operation of that step.</summary>
    public string? Operation { get; init; }

    /// <summary>
    /// Functions of the user's tree with file and line: the one that faults or takes the lock; else all functions of the step, in call order.
    /// Empty when the rule holds, or no place is known.
    /// </summary>
    public ImmutableArray<string> Places { get; init; } = [];
}
