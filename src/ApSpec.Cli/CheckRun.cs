using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
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
                outcomes.Add(Checker.Run(Share(targets.Length - outcomes.Count), target.Engine, progress));
        });
        if (!isJson && (Interrupt.IsAsked || outcomes.Any(outcome => outcome.Campaigns.Any(campaign => !campaign.IsComplete))))
            Console.WriteLine(CutOffText.Headline(Reason));
        var unruly = outcomes.Zip(targets).SelectMany(pair => Print(pair.First, pair.Second)).ToArray();
        if (!isJson)
            PrintEnd(outcomes.ToImmutable());
        var isCut = outcomes.Any(outcome => outcome.Campaigns.Any(campaign => !campaign.IsComplete))
            || outcomes.Zip(targets).Any(pair => pair.Second.Built is { } built && MissingText.Reached(built, pair.First.CutBy) > 0);
        FindingJson[] found = [.. outcomes.SelectMany(outcome => outcome.Findings).Select(FindingJson.Of), .. unruly];
        var exit = expected.IsDefault ? (found.Length > 0 ? ExitCode.Violated : ExitCode.Ok) : Compare(expected, found);
        return Interrupt.IsAsked ? Interrupt.Exit : exit == ExitCode.Ok && isCut ? ExitCode.CutOff : exit;
    }

    // Each of the subjects that are left gets the same time.
    private CheckRequest Share(int subjects) => request with
    {
        Options = request.Options with { Time = request.Options.Time?.Part(1.0 / subjects) },
    };

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

    // Prints what was found on one subject; what of it no rule judges.
    private FindingJson[] Print(CheckOutcome outcome, CheckTarget target)
    {
        var deaths = target.ShortestDeaths(request.Options.Time);
        FindingJson[] unruly = [.. target.SelfTestFailures.Select(failed => FindingJson.Of(outcome.Subject, failed)), .. deaths.Select(dead => FindingJson.Of(outcome.Subject, dead))];
        PrintMissing(outcome, target);
        if (isJson)
        {
            foreach (var finding in outcome.Findings.Select(FindingJson.Of).Concat(unruly))
                Console.WriteLine(finding.ToLine());
            foreach (var line in CutOffJson.Of(outcome, request.Options.Traces, Reason))
                Console.WriteLine(line.ToLine());
            return unruly;
        }

        foreach (var findings in outcome.Findings.GroupBy(finding => finding.Counterexample.Rule))
            Console.WriteLine(FindingText.Of([.. findings]));
        foreach (var failed in target.SelfTestFailures)
            Console.WriteLine(SelfTestText.Of(outcome.Subject, failed));
        foreach (var dead in deaths)
            Console.WriteLine(DeathText.Of(outcome.Subject, dead));
        if (target.Deaths > 0)
            Console.WriteLine($"{outcome.Subject.Name}: ended the process that ran it {target.Deaths:N0} times\n");
        return unruly;
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
                $"{outcome.Subject.Name}: {outcome.Findings.Select(f => f.Counterexample.Rule).Distinct().Count()} rules violated ({outcome.Findings.Length} findings{Outside(outcome)}); sampled, {traces:N0} traces, {steps:N0} operations in "
                + $"{outcome.Campaigns.Length} scopes, from seed {request.Options.Seed}; {cut:N0} traces cut off without a verdict",
                "", "  "));
            if (outcome.Subject.Uncompared is { } uncompared)
                Console.WriteLine($"  {uncompared}");
            Console.Write(CutOffText.Of(outcome, request.Options.Traces, Reason));
            if (Interrupt.IsAsked)
                Console.WriteLine("  interrupted: a trace marked '!' was not made as short as it can be");
            foreach (var mark in (outcome.Subject as ModelSubject)?.Revision.Unconfirmed ?? [])
                Console.WriteLine(MailText.Wrap($"UNCONFIRMED in {outcome.Subject.Name}: {mark}", "  ", "    "));
        }
    }

    private static string Outside(CheckOutcome outcome) =>
        outcome.Findings.Count(finding => finding.Outside is not null) is > 0 and var count ? $", {count} of them not this driver's" : "";

    private CutOffReason Reason => Interrupt.IsAsked ? CutOffReason.Interrupted
        : request.Options.Time is { Left: not null } ? CutOffReason.Time
        : CutOffReason.Deaths;

    private static int Compare(ImmutableArray<FindingJson> expected, FindingJson[] actual)
    {
        var differences = MatrixDifference.Of(expected, actual);
        foreach (var difference in differences)
            Console.Error.WriteLine($"apspec: {difference}");
        Console.Error.WriteLine(differences.IsEmpty
            ? $"apspec: the matrix is the expected one ({actual.Length} findings)"
            : $"apspec: {differences.Length} cells differ from the expected matrix");
        return differences.IsEmpty ? ExitCode.Ok : ExitCode.Violated;
    }
}
