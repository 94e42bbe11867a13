using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Worker;
using ApSpec.Rules;
using ApSpec.Search.Museum;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Museum;

/// <summary>
/// Looks for the known defects in a compiled driver. A defect is there when one of its traces violates its rule at the step at which a
/// modelled revision that has it does. It is mended when a trace went that way, step for step as in a model, up to and with that step, the
/// rule had something to judge, and held.
/// </summary>
public sealed class DriverCurator(DriverEngine engine)
{
    private readonly Era era = engine.Subject.Era;

    private Era Lifecycle => engine.Subject.Traits.HasFlag(CoreTraits.OpenAttach) ? Era.OpenDevice : era;

    /// <summary>The verdict on one defect.</summary>
    public DriverCell Examine(Exhibit exhibit)
    {
        if (exhibit.Hidden is { } reason)
            return new DriverCell(exhibit, CellStatus.CannotBeShown, reason);
        var cells = Witness.Of(exhibit, Lifecycle).OrderBy(witness => witness.Trace.Operations.Length).Select(witness => Try(exhibit, witness)).ToArray();
        return cells.FirstOrDefault(cell => cell.Status == CellStatus.Found)
            ?? cells.FirstOrDefault(cell => cell.Status == CellStatus.Absent)
            ?? cells.OrderByDescending(cell => cell.Step ?? 0).FirstOrDefault()
            ?? new DriverCell(exhibit, CellStatus.CannotBeShown, "no trace is written for it");
    }

    private DriverCell Try(Exhibit exhibit, Witness witness)
    {
        var none = new DriverCell(exhibit, CellStatus.CannotBeShown, "") { Trace = witness.Name };
        var models = Demonstration.Of(witness, exhibit, era, Lifecycle);
        var shown = models.Where(model => !model.Violations.IsEmpty && exhibit.Affected.Contains(model.Revision)).ToImmutableArray();
        if (shown.IsEmpty)
            return none with { Why = $"its code is of another era: {Range(exhibit.Affected)}" };
        if (engine.Subject.Refusal(witness.Trace.Scope) is { } refusal)
            return none with { Why = refusal };
        var (trial, death) = engine.Try(witness.Trace, [.. exhibit.Rules.Select(id => RuleBook.Find(id)!)]);
        if (trial is null)
            return none with { Why = $"the process that ran the driver died over {witness.Name}: {death}" };
        return Found(none, trial, shown, witness) ?? Absent(none, trial, shown, models, witness);
    }

    private static DriverCell? Found(DriverCell none, TrialData trial, ImmutableArray<Demonstration> shown, Witness witness)
    {
        var expected = shown.SelectMany(model => model.Violations.Select(one => (one.Rule, one.Step))).ToHashSet();
        var found = trial.Violations.Where(one => expected.Contains((one.Rule, one.Step)))
            .OrderBy(one => one.Step).ThenBy(one => none.Exhibit.Rules.IndexOf(one.Rule)).FirstOrDefault();
        return found is null ? null : none with
        {
            Status = CellStatus.Found,
            Why = "as in the model",
            Rule = found.Rule,
            Step = found.Step,
            Operation = witness.Trace.Operations[found.Step - 1].ToString(),
            Place = found.Place.Length > 0 ? found.Place : null,
        };
    }

    private static DriverCell Absent(
        DriverCell none, TrialData trial, ImmutableArray<Demonstration> shown, ImmutableArray<Demonstration> models, Witness witness)
    {
        if (trial.Violations.MinBy(one => one.Step) is { } other)
            return none with { Why = $"{witness.Name} violates {other.Rule} at step {other.Step}, where the defect does not show", Step = other.Step };
        var like = shown.MinBy(model => FirstDifference(model, trial) is var at && at < 0 ? -model.Step : model.Step - at)!;
        var step = like.Step;
        var isLikeMended = models.Any(model => model.Violations.IsEmpty && model.Results.Length >= step && trial.Results.Count >= step
            && model.Results.AsSpan(0, step).SequenceEqual(trial.Results.Take(step).ToArray()));
        if (FirstDifference(like, trial) is var at and >= 0 && !isLikeMended)
        {
            var operation = witness.Trace.Operations[at];
            return none with
            {
                Step = at + 1,
                Why = at < trial.Results.Count
                    ? $"'{operation}' at step {at + 1} gives {trial.Results[at]}, the defect needs {like.Results[at]}"
                    : $"'{operation}' at step {at + 1} is not possible: {trial.Obstacle ?? "the trace ended before"}",
            };
        }

        if (!shown.SelectMany(model => model.Violations).Any(one => trial.Witnessed.Contains(one.Rule)))
            return none with { Why = $"{witness.Name} runs, and its rule has nothing to judge", Step = step };
        return none with
        {
            Status = CellStatus.Absent,
            Why = $"{witness.Name} runs to step {step}, and no rule of it is violated",
            Step = step,
            Operation = witness.Trace.Operations[step - 1].ToString(),
        };
    }

    private static string Range(ImmutableArray<string> revisions) =>
        revisions is [var only] ? only : $"{revisions[0]} to {revisions[^1]}";

    // Before the step at which the defect shows, where the driver may do otherwise than one that has it; -1 for none.
    private static int FirstDifference(Demonstration model, TrialData trial)
    {
        for (var i = 0; i < model.Step; i++)
        {
            if (i >= trial.Results.Count || (i < model.Step - 1 && trial.Results[i] != model.Results[i]))
                return i;
        }

        return -1;
    }
}
