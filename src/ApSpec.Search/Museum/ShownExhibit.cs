using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Museum;

/// <summary>A defect shown on one revision: its shortest trace as it runs there, and why each step of it is needed.</summary>
/// <param name="Cell">The cell of the museum that found it.</param>
/// <param name="Subject">The revision.</param>
/// <param name="Rule">The violated rule; the steps are judged by this rule only.</param>
/// <param name="Steps">The trace's steps.</param>
/// <param name="Guest">What a guest or the host's administrator can do after it.</param>
/// <param name="Without">The trace without each of its operations, in their order.</param>
public sealed record ShownExhibit(
    MuseumCell Cell, ModelSubject Subject, Rule Rule, ImmutableArray<RecordedStep> Steps, ImmutableArray<GuestFact> Guest, ImmutableArray<WithoutStep> Without)
{
    /// <summary>Runs the trace of a cell that found its defect.</summary>
    public static ShownExhibit Run(MuseumCell cell)
    {
        var rule = RuleBook.Find(cell.Rule!)!;
        var subject = new ModelSubject(Catalog.Find(cell.Revision)!);
        var trace = cell.Trace!;
        return new ShownExhibit(cell, subject, rule, Recording.Record(subject, trace, [rule]), GuestView.Facts(subject, trace, rule),
            [.. Enumerable.Range(0, trace.Operations.Length).Select(place => WithoutOne(subject, trace, rule, place))]);
    }

    private static WithoutStep WithoutOne(ModelSubject subject, Trace trace, Rule rule, int place)
    {
        var leftOut = trace.Operations[place];
        var steps = Recording.Record(subject, trace with { Operations = trace.Operations.RemoveAt(place) }, [rule]);
        if (steps.FirstOrDefault(step => !step.Violations.IsEmpty) is { } still)
            return new WithoutStep.StillViolated(leftOut, still.Operation);
        if (place == trace.Operations.Length - 1)
            return new WithoutStep.IsTheViolation(leftOut);
        return steps.FirstOrDefault(step => step.Result.Outcome == Outcome.NotPossible) is { } skipped
            ? new WithoutStep.NotPossible(leftOut, skipped.Operation, skipped.Result.Reason)
            : new WithoutStep.Holds(leftOut, steps[^1].Cells);
    }
}
