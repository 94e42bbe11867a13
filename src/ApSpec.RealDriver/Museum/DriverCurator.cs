using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Worker;
using ApSpec.Rules;
using ApSpec.Search.Museum;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Museum;

/// <summary>
/// Looks for known defects in a compiled driver. A defect is found when one of its traces violates its rule at the same step as in a
/// modelled revision with the defect. It is absent when every operation up to and including that step returns what it does in a model, the
/// premise of the rule held, and the rule held.
/// </summary>
/// <param name="engine">Runs the driver.</param>
/// <param name="kernel">The tree's version.</param>
public sealed class DriverCurator(DriverEngine engine, string kernel)
{
    private readonly KernelVersion? version = KernelVersion.Parse(kernel);
    private readonly Era era = engine.Subject.Era;

    private Era Lifecycle => engine.Subject.Traits.HasFlag(CoreTraits.OpenAttach) ? Era.OpenDevice : era;

    /// <summary>The verdict on one defect.</summary>
    public DriverCell Examine(Exhibit exhibit)
    {
        if ((exhibit.Hidden ?? exhibit.HiddenInCode) is { } reason)
            return new DriverCell(exhibit, CellStatus.CannotBeShown, reason);
        var cells = Witness.Find(exhibit, Lifecycle).OrderBy(witness => witness.Trace.Operations.Length).Select(witness => Try(exhibit, witness)).ToArray();
        return cells.Where(cell => cell.Status == CellStatus.Found).OrderBy(cell => exhibit.Rules.IndexOf(cell.Rule!)).FirstOrDefault()
            ?? cells.FirstOrDefault(cell => cell.Status == CellStatus.Absent)
            ?? cells.OrderByDescending(cell => cell.Step ?? 0).FirstOrDefault()
            ?? new DriverCell(exhibit, CellStatus.CannotBeShown, "no trace is written for it");
    }

    private DriverCell Try(Exhibit exhibit, Witness witness)
    {
        var none = new DriverCell(exhibit, CellStatus.CannotBeShown, "") { Trace = witness.Name };
        var models = Demonstration.Run(witness, exhibit, era, Lifecycle);
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
            Places = [.. found.Places],
        };
    }

    private DriverCell Absent(
        DriverCell none, TrialData trial, ImmutableArray<Demonstration> shown, ImmutableArray<Demonstration> models, Witness witness)
    {
        if (trial.Violations.MinBy(one => one.Step) is { } other)
            return none with { Why = $"{witness.Name} violates {other.Rule} at step {other.Step}, where the defect does not show", Step = other.Step };
        var like = shown.MaxBy(model => FirstDifference(model, trial) ?? model.Step)!;
        var isLikeMended = models.Any(model => IsSameWay(model, trial, like.Step));
        if (FirstDifference(like, trial) is { } at && !isLikeMended)
            return none with { Step = at + 1, Why = Obstacle(witness, trial, like, at) };
        if (!isLikeMended && trial.Results[like.Step - 1] is ("died" or "stuck"))
            return none with { Why = $"{witness.Name} ends at step {like.Step} by another fault", Step = like.Step };
        if (!isLikeMended && !shown.SelectMany(model => model.Violations).Any(one => trial.Witnessed.Contains(one.Rule)))
            return none with { Why = $"{witness.Name} runs, and what {string.Join(", ", none.Exhibit.Rules)} judges is not seen in this code", Step = like.Step };
        if (NotYet(none.Exhibit) is { } reason)
            return none with { Why = reason, Step = like.Step };
        return none with
        {
            Status = CellStatus.Absent,
            Why = $"{witness.Name} runs to step {like.Step} as it must, and {string.Join(", ", none.Exhibit.Rules)} hold",
            Step = like.Step,
            Operation = witness.Trace.Operations[like.Step - 1].ToString(),
        };
    }

    private static string Obstacle(Witness witness, TrialData trial, Demonstration like, int at)
    {
        var operation = $"'{witness.Trace.Operations[at]}' at step {at + 1} of {witness.Name}";
        return at < trial.Results.Count
            ? $"{operation} gives {trial.Results[at]}, and shows it only after {like.Results[at]}"
            : $"{operation} is not possible: {trial.Obstacle ?? "the call before it did not return"}";
    }

    // Same results as a model without the defect, and every premise that held there held here.
    private static bool IsSameWay(Demonstration model, TrialData trial, int step) =>
        model.Violations.IsEmpty && model.Results.Length >= step && model.Results.Take(step).SequenceEqual(trial.Results.Take(step))
        && model.Witnessed.All(trial.Witnessed.Contains);

    // A defect that never was in a tree is not fixed there.
    private string? NotYet(Exhibit exhibit)
    {
        var releases = exhibit.Affected.Select(KernelVersion.Parse).OfType<KernelVersion>().ToArray();
        if (releases.Length == 0)
            return $"was posted and never released ({string.Join(", ", exhibit.Affected)})";
        return version is { } own && releases.All(own.IsBefore) ? $"came later, with {exhibit.Affected.First(name => KernelVersion.Parse(name) is not null)}" : null;
    }

    private static string Range(ImmutableArray<string> revisions) =>
        revisions is [var only] ? only : $"{revisions[0]} to {revisions[^1]}";

    // The first operation before the defect's step, from 0, with another result than in the model; at the step itself results may differ.
    private static int? FirstDifference(Demonstration model, TrialData trial)
    {
        for (var i = 0; i < model.Step; i++)
        {
            if (i >= trial.Results.Count || (i < model.Step - 1 && trial.Results[i] != model.Results[i]))
                return i;
        }

        return null;
    }
}
