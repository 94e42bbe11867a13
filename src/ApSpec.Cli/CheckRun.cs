using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver;
using ApSpec.Report;
using ApSpec.Search;

namespace ApSpec.Cli;

/// <summary>One run of <c>check</c>: campaigns, findings as they come, the matrix at the end.</summary>
internal sealed class CheckRun(CheckRequest request, ImmutableArray<CheckTarget> targets, bool isJson)
{
    public int Run(ImmutableArray<FindingJson> expected)
    {
        var outcomes = ImmutableArray.CreateBuilder<CheckOutcome>();
        CheckProgress.Show(request, progress =>
        {
            foreach (var target in targets)
                outcomes.Add(Checker.Run(request, target.Engine, progress));
        });
        foreach (var (outcome, target) in outcomes.Zip(targets))
        {
            PrintMissing(outcome, target);
            PrintFindings(outcome, target);
            PrintDeaths(target);
        }

        if (!isJson)
            PrintEnd(outcomes.ToImmutable());
        if (!expected.IsDefault)
            return Compare(expected, outcomes);
        if (outcomes.Any(outcome => outcome.Findings.Length > 0) || targets.Any(target => target.Deaths > 0))
            return ExitCode.Violated;
        return outcomes.Zip(targets).Any(pair => MissingReached(pair.First, pair.Second) > 0) ? ExitCode.CutOff : ExitCode.Ok;
    }

    private static long MissingReached(CheckOutcome outcome, CheckTarget target) => target.Built is { } built
        ? MissingText.Reached(built, outcome.CutBy)
        : 0;

    // First of all: what no trace went past is in no finding.
    private void PrintMissing(CheckOutcome outcome, CheckTarget target)
    {
        if (target.Built is not { Missing.IsEmpty: false } built)
            return;
        if (!isJson)
            Console.WriteLine(MissingText.Of(built, outcome.CutBy, outcome.Campaigns.Sum(campaign => campaign.Traces)));
        foreach (var missing in isJson ? MissingJson.Of(built, outcome.CutBy) : [])
            Console.WriteLine(missing.ToLine());
    }

    private void PrintFindings(CheckOutcome outcome, CheckTarget target)
    {
        foreach (var findings in outcome.Findings.GroupBy(finding => finding.Counterexample.Rule))
        {
            if (isJson)
            {
                foreach (var finding in findings)
                    Console.WriteLine(FindingJson.Of(finding).ToLine());
            }
            else
            {
                Console.WriteLine(target.TextOf([.. findings]));
            }
        }
    }

    // Machines read of deaths on standard error: a death is of no rule.
    private void PrintDeaths(CheckTarget target)
    {
        if (target.Deaths == 0)
            return;
        var to = isJson ? Console.Error : Console.Out;
        foreach (var text in target.DeathTexts())
            to.WriteLine(text);
        to.WriteLine($"{target.Engine.Subject.Name}: {target.Deaths:N0} traces ended the process that ran them\n");
    }

    private void PrintEnd(ImmutableArray<CheckOutcome> outcomes)
    {
        Console.WriteLine(MatrixText.Of(outcomes, request.Rules));
        foreach (var built in targets.Select(target => target.Built).OfType<BuiltDriver>())
            Console.WriteLine($"what {built.Name} rests on\n{DriverGroundsText.Of(built)}");
        foreach (var outcome in outcomes)
        {
            var traces = outcome.Campaigns.Sum(campaign => campaign.Traces);
            var steps = outcome.Campaigns.Sum(campaign => campaign.Steps);
            var cut = outcome.Campaigns.Sum(campaign => campaign.Cut);
            Console.WriteLine(MailText.Wrap(
                $"{outcome.Subject.Name}: {outcome.Findings.Select(f => f.Counterexample.Rule).Distinct().Count()} rules violated ({outcome.Findings.Length} findings); sampled, {traces:N0} traces, {steps:N0} operations in "
                + $"{outcome.Campaigns.Length} scopes, from seed {request.Options.Seed}; {cut:N0} traces cut off without a verdict"
                + WhyIncomplete(outcome),
                "", "  "));
            if (outcome.Subject.Uncompared is { } uncompared)
                Console.WriteLine($"  {uncompared}");
            foreach (var mark in (outcome.Subject as ModelSubject)?.Revision.Unconfirmed ?? [])
                Console.WriteLine(MailText.Wrap($"UNCONFIRMED in {outcome.Subject.Name}: {mark}", "  ", "    "));
        }
    }

    private string WhyIncomplete(CheckOutcome outcome)
    {
        if (outcome.Campaigns.All(campaign => campaign.IsComplete))
            return "";
        return request.Options.Deadline?.Invoke() == true
            ? "; stopped by --time, not repeatable"
            : "; NOT all traces: too many ended their process, and the rest of a thousand is left out";
    }

    private static int Compare(ImmutableArray<FindingJson> expected, IEnumerable<CheckOutcome> outcomes)
    {
        var actual = outcomes.SelectMany(outcome => outcome.Findings).Select(FindingJson.Of).ToArray();
        var differences = MatrixDifference.Of(expected, actual);
        foreach (var difference in differences)
            Console.Error.WriteLine($"apspec: {difference}");
        Console.Error.WriteLine(differences.IsEmpty
            ? $"apspec: the matrix is the expected one ({actual.Length} findings)"
            : $"apspec: {differences.Length} cells differ from the expected matrix");
        return differences.IsEmpty ? ExitCode.Ok : ExitCode.Violated;
    }
}
