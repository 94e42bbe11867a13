using System.Text;
using ApSpec.Check;
using ApSpec.Kernel;
using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>The mutants of a revision as mail text: the score, the survivors, then all mutants in the order of the revision's text.</summary>
public static class MutantsText
{
    /// <summary>The whole report.</summary>
    public static string Format(MutantsOutcome outcome)
    {
        var text = new StringBuilder(Summary(outcome));
        foreach (var mutant in outcome.Mutants.Where(mutant => mutant.Status == MutantStatus.Survived))
        {
            text.Append('\n').Append(MailText.Wrap(Name(outcome, mutant.Mutation), "survived: ", "  ")).Append('\n');
            text.Append(MailText.Wrap(Operations(mutant), "  ", "  ")).Append('\n');
            text.Append(MailText.Wrap($"{mutant.Trace!.Scope}", "  scope: ", "    ")).Append('\n');
            foreach (var difference in mutant.Differences)
                text.Append(MailText.Wrap($"{outcome.Revision.Name} | mutant: {difference}", "  => ", "     ")).Append('\n');
            if (!mutant.Mends.IsEmpty)
                text.Append($"  mends {string.Join(", ", mutant.Mends)}: {outcome.Revision.Name} violates it here, the mutant does not\n");
        }

        return text.Append('\n').Append(Table(outcome)).ToString();
    }

    /// <summary>Both scores.</summary>
    public static string Summary(MutantsOutcome outcome)
    {
        var (noticed, survived, alike) =
            (outcome.Count(MutantStatus.Noticed), outcome.Count(MutantStatus.Survived), outcome.Count(MutantStatus.NoDifference));
        var text = new StringBuilder();
        text.Append($"{outcome.Revision.Name}: {noticed} of {outcome.Visible} mutants that can be seen are noticed: {outcome.Score:F1} %\n");
        if (outcome.Revision.Uncompared is { } uncompared)
            text.Append($"  {uncompared}\n");
        text.Append($"  all mutants              {outcome.Mutants.Length,5}   noticed of all: {outcome.ScoreOfAll:F1} %\n");
        text.Append($"  noticed by a rule        {noticed,5}\n");
        text.Append($"  survived, can be seen    {survived,5}\n");
        text.Append($"  no difference seen       {alike,5}   in the small scopes, searched to their end: "
            + $"{outcome.Mutants.Count(mutant => mutant.Status == MutantStatus.NoDifference && mutant.IsExhausted)}\n");
        text.Append($"  recorded: {Counts.Of(outcome.Traces, "trace")}, {Counts.Of(outcome.Steps, "operation")}, {Counts.Of(outcome.Scopes.Length, "scope")}\n");
        if (outcome.Unreached.Length > 0)
            text.Append(MailText.Wrap(string.Join(", ", outcome.Unreached), "  lines no trace reached: ", "    ")).Append('\n');
        return text.ToString();
    }

    /// <summary>The seeded defect: the kind of mutation, the effect, the kernel function, and the line of the revision's file.</summary>
    private static string Name(MutantsOutcome outcome, Mutation mutation) =>
        $"{MutantJson.FormOf(mutation.Form)} {mutation.What} in {KernelNames.Lookup(outcome.Revision)(mutation.Function)} ({outcome.Revision.File}:{mutation.Line})";

    /// <summary>One line for each mutant, grouped by function: the outcome and the length of the shortest trace. Line numbers are of the revision's file.</summary>
    public static string Table(MutantsOutcome outcome)
    {
        var text = new StringBuilder($"line effect               form rule     length   ({outcome.Revision.File})\n");
        var function = "";
        foreach (var mutant in outcome.Mutants)
        {
            var rule = mutant.Status switch
            {
                MutantStatus.Noticed => mutant.Rule!.Id,
                MutantStatus.Survived => "survived",
                MutantStatus.NoDifference => ".",
                _ => throw new InvalidOperationException($"unknown status {mutant.Status}"),
            };
            if (KernelNames.Lookup(outcome.Revision)(mutant.Mutation.Function) is var name && name != function)
                text.Append(function = name).Append('\n');
            text.Append($"{mutant.Mutation.Line,4} {mutant.Mutation.What,-20} "
                + $"{MutantJson.FormOf(mutant.Mutation.Form)} {rule,-8}{Length(mutant),7}".TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Length(MutantOutcome mutant) => mutant.Rule is null
        ? ""
        : mutant.Trace!.Operations.Length + (mutant.Minimality == Minimality.Proven ? " " : "!");

    private static string Operations(MutantOutcome mutant) => string.Join("; ", mutant.Trace!.Operations);
}
