using System.Collections.Immutable;
using ApSpec.Explore.Threads;

namespace ApSpec.Search.Museum;

/// <summary>A defect that calls at once show: of the bug list, or found by the search of schedules.</summary>
/// <param name="Id">As in the bug list.</param>
/// <param name="What">What goes wrong when the calls meet, in one clause.</param>
/// <param name="Set">The set of calls that shows it.</param>
/// <param name="Rule">The rule that is violated.</param>
/// <param name="Affected">The revisions that have it: by the fact sheet, and for revisions in between by our reading.</param>
public sealed record ThreadExhibit(string Id, string What, ThreadSet Set, string Rule, ImmutableArray<string> Affected)
{
    /// <summary>True when the calls wait for each other.</summary>
    public bool IsDeadlock { get; init; }

    /// <summary>A word of the finding that tells it from another of the same rule; empty when none is needed.</summary>
    public string Word { get; init; } = "";

    /// <summary>True when it is known from reading, or from a model, alone.</summary>
    public bool IsSuspected { get; init; }

    /// <summary>True when a finding is this defect.</summary>
    public bool Is(ThreadFinding finding) => finding.Violation.Rule.Id == Rule && finding.Violation.IsDeadlock == IsDeadlock
        && finding.Violation.Text.Contains(Word, StringComparison.Ordinal);
}
