using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.RealDriver;
using ApSpec.Report;
using ApSpec.Report.Locks;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Locks;
using ApSpec.Search.Threads;

namespace ApSpec.Cli;

/// <summary>One run of <c>check</c>: campaigns, findings as they come, the matrix at the end.</summary>
internal sealed class CheckRun(CheckRequest request, ImmutableArray<CheckTarget> targets, CheckDetail detail)
{
    /// <summary>What the traces have shown already, one for each target; none when they are still to be run.</summary>
    public ImmutableArray<SubjectPart> Parts { get; init; } = [];

    public int Run(ImmutableArray<FindingJson> expected)
    {
        var outcomes = ImmutableArray.CreateBuilder<CheckOutcome>();
        var atOnce = new List<ThreadOutcome?>();
        var orders = new List<OrderOutcome?>();
        var notes = new List<string>();
        CheckProgress.Show(request, progress =>
        {
            foreach (var target in targets)
            {
                var share = Share(targets.Length - outcomes.Count, 1);
                var part = Parts.ElementAtOrDefault(outcomes.Count);
                var sequences = HasThreads(expected) ? Share(targets.Length - outcomes.Count, 1 - CheckThreads.Share) : share;
                var outcome = part is null ? Checker.Run(sequences, target.Engine, progress) : Checker.Conclude(sequences, target.Engine, part.Campaigns, progress);
                var threads = HasThreads(expected) ? CheckThreads.Run(share, target.Engine, detail.HasScope, outcome, part?.Drawn) : null;
                orders.Add(HasOrders(expected) ? OrderOutcome.From(target.Engine, outcome, (threads?.Edges ?? []).Select(SeenOrder.From), request.Options.Time) : null);
                if (detail.HasAsan && CrashSanitizer.For(target, request.Options.Time) is { } sanitizer)
                    (outcome, threads) = sanitizer.Run(outcome, threads, notes.Add);
                outcomes.Add(outcome);
                atOnce.Add(threads);
            }
        }, isFirstTold: !detail.IsJson && expected.IsDefault);
        foreach (var note in notes)
            Console.Error.WriteLine($"apspec: {note}");
        if (!detail.IsJson && (Interrupt.IsAsked || outcomes.Any(outcome => outcome.Campaigns.Any(campaign => !campaign.IsComplete))))
            Console.WriteLine(CutOffText.Headline(Reason));
        var unruly = outcomes.Zip(targets, atOnce).SelectMany(all => Print(all.First, all.Second, all.Third)).ToArray();
        PrintOrders(orders.OfType<OrderOutcome>());
        if (!detail.IsJson)
        {
            PrintEnd(outcomes.ToImmutable());
            PrintMore();
        }

        var isCut = outcomes.Any(outcome => outcome.Campaigns.Any(campaign => !campaign.IsComplete))
            || outcomes.Zip(targets).Any(pair => pair.Second.Built is { } built && MissingText.Reached(built, pair.First.CutBy) > 0);
        FindingJson[] found = [.. outcomes.SelectMany(FindingJson.From), .. unruly];
        var exit = expected.IsDefault ? (found.Length > 0 || atOnce.Any(threads => threads is { Findings.IsEmpty: false }) || orders.Any(order => order is { Cycles.IsEmpty: false }) ? ExitCode.Violated : ExitCode.Ok) : Compare(expected, found);
        return Interrupt.IsAsked ? Interrupt.Exit : exit == ExitCode.Ok && isCut ? ExitCode.CutOff : exit;
    }

    // The time left is divided equally among the remaining subjects.
    private CheckRequest Share(int subjects, double part) => request with
    {
        Options = request.Options with { Time = request.Options.Time?.Part(part / subjects) },
    };

    // A pinned matrix is of sequences; one rule or one cause is asked for to see its table.
    private bool HasThreads(ImmutableArray<FindingJson> expected) =>
        expected.IsDefault && detail.Cause is null && request.Rules.Length == RuleBook.All.Length;

    // A pinned matrix is of single traces.
    private bool HasOrders(ImmutableArray<FindingJson> expected) => expected.IsDefault && detail.Cause is null && request.Rules.Any(rule => rule.Id == "LOCK-03");

    private void PrintOrders(IEnumerable<OrderOutcome> orders)
    {
        foreach (var outcome in orders)
        {
            if (!detail.IsJson)
                Console.Write(LockCycleText.Format(outcome, detail.IsFull));
            foreach (var cycle in detail.IsJson ? LockCycleJson.From(outcome) : [])
                Console.WriteLine(cycle.ToLine());
        }
    }

    // Printed first: code after a missing function was never run, so no finding shows it.
    private void PrintMissing(CheckOutcome outcome, CheckTarget target)
    {
        if (target.Built is not { Missing.IsEmpty: false } built)
            return;
        if (!detail.IsJson)
            Console.WriteLine(MissingText.Format(built, outcome.CutBy, outcome.Campaigns.Sum(campaign => campaign.Traces)));
        foreach (var missing in detail.IsJson ? MissingJson.From(built, outcome.CutBy) : [])
            Console.WriteLine(missing.ToLine());
    }

    // Prints the findings of one subject; returns those that no rule judges.
    private FindingJson[] Print(CheckOutcome outcome, CheckTarget target, ThreadOutcome? atOnce)
    {
        var deaths = target.ShortestDeaths(request.Options.Time);
        FindingJson[] unruly = [.. target.SelfTestFailures.Select(failed => FindingJson.From(outcome.Subject, failed)), .. deaths.Select(dead => FindingJson.From(outcome.Subject, dead))];
        PrintMissing(outcome, target);
        if (detail.IsJson)
        {
            foreach (var finding in FindingJson.From(outcome).Concat(unruly))
                Console.WriteLine(finding.ToLine());
            foreach (var line in CutOffJson.From(outcome, request.Options.Traces, Reason))
                Console.WriteLine(line.ToLine());
            foreach (var line in BesideModel(target) is { } beside ? BesideModelJson.From(outcome.Subject.Name, beside.Ran, beside.Differences) : [])
                Console.WriteLine(line.ToLine());
            if (atOnce is not null)
                CheckThreads.Print(atOnce, detail, targets.Length == 1);
            return unruly;
        }

        PrintCauses(outcome);
        if (atOnce is not null)
            CheckThreads.Print(atOnce, detail, targets.Length == 1);
        else if (!detail.IsFull && targets.Length > 1)
            Console.WriteLine();
        foreach (var failed in target.SelfTestFailures)
            Console.WriteLine(SelfTestText.Format(outcome.Subject, failed));
        foreach (var dead in deaths)
            Console.WriteLine(DeathText.Format(outcome.Subject, dead));
        if (target.Deaths > 0)
            Console.WriteLine($"{outcome.Subject.Name}: ended the process that ran it {target.Deaths:N0} times\n");
        if (BesideModel(target) is { } model)
            Console.WriteLine(BesideModelText.Format(model.Ran, model.Differences));
        return unruly;
    }

    // Differences from the model of the same release; left out when one rule or one cause is asked for.
    private ReviewModel? BesideModel(CheckTarget target) =>
        target is { Built: { } built, Sandbox: { } sandbox } && detail.Cause is null && request.Rules.Length == RuleBook.All.Length && request.Options.Time?.IsOver != true
            ? ReviewModel.Run([built], request.Scopes, request.Options, sandbox) : null;

    private void PrintCauses(CheckOutcome outcome)
    {
        if (detail.Cause is { } wanted)
        {
            if (wanted > outcome.Causes.Length)
                throw new InputException($"--cause {wanted}: {outcome.Subject.Name} has {outcome.Causes.Length} of them with these options");
            Console.WriteLine(CauseText.Format(wanted, outcome.Causes[wanted - 1]));
        }
        else if (detail.IsFull)
        {
            foreach (var (number, cause) in outcome.Causes.Index())
                Console.WriteLine(CauseText.Format(number + 1, cause));
        }
        else
        {
            Console.Write(targets.Length == 1 ? SummaryText.Format(outcome) + "\n" : SummaryText.ShortOf(outcome));
        }
    }

    private void PrintEnd(ImmutableArray<CheckOutcome> outcomes)
    {
        if (detail.IsFull)
        {
            Console.WriteLine(MatrixText.Format(outcomes, request.Rules));
            foreach (var built in targets.Select(target => target.Built).OfType<BuiltDriver>())
                Console.WriteLine($"what {built.Name} rests on\n{DriverGroundsText.Format(built)}");
            foreach (var races in targets.Select(Unlocked).OfType<string>())
                Console.WriteLine(races);
        }

        foreach (var outcome in outcomes)
        {
            var traces = outcome.Campaigns.Sum(campaign => campaign.Traces);
            var steps = outcome.Campaigns.Sum(campaign => campaign.Steps);
            var cut = outcome.Campaigns.Sum(campaign => campaign.Cut);
            Console.WriteLine(MailText.Wrap(
                $"{outcome.Subject.Name}: {Counts.Of(outcome.Causes.Length, "cause")}{Outside(outcome)}, {Counts.Of(outcome.Findings.Length, "finding")}, {Counts.Of(outcome.Findings.Select(f => f.Counterexample.Rule).Distinct().Count(), "rule")} violated; "
                + $"sampled, {Counts.Of(traces, "trace")}, {Counts.Of(steps, "operation")} in {Counts.Of(outcome.Campaigns.Length, "scope")}, from seed {request.Options.Seed}; "
                + $"{Counts.Of(cut, "trace")} cut off without a verdict",
                "", "  "));
            if (outcome.Subject.Uncompared is { } uncompared)
                Console.WriteLine($"  {uncompared}");
            Console.Write(CutOffText.Format(outcome, request.Options.Traces, Reason));
            if (Interrupt.IsAsked)
                Console.WriteLine("  interrupted: a trace marked '!' was not made as short as it can be");
            foreach (var mark in detail.IsFull ? (outcome.Subject as ModelSubject)?.Revision.Unconfirmed ?? [] : [])
                Console.WriteLine(MailText.Wrap($"UNCONFIRMED in {outcome.Subject.Name}: {mark}", "  ", "    "));
        }
    }

    // Accesses without a common lock concern the whole driver; left out when one rule is asked for.
    private string? Unlocked(CheckTarget target) =>
        target is { Built: { } built, Sandbox: { } sandbox } && request.Rules.Length == RuleBook.All.Length && request.Options.Time?.IsOver != true
            && RacesOf.Checked(built, request.Scopes, request.Options, sandbox) is { } run
            ? RaceWords.Format(built.Name, run) : null;

    // What a summary leaves out, and how to see it.
    private void PrintMore()
    {
        if (!detail.IsFull && detail.Cause is null)
            Console.WriteLine(targets.Length == 1 ? "\ntables: --cause N, --rule ID or --full" : "\ntables: --rule ID or --full; --cause N with one --revision or --driver");
    }

    private static string Outside(CheckOutcome outcome) =>
        outcome.Causes.Count(cause => cause.Outside is not null) is > 0 and var count ? $" ({count} not this driver's)" : "";

    private CutOffReason Reason => Interrupt.IsAsked ? CutOffReason.Interrupted
        : request.Options.Time is { Left: not null } ? CutOffReason.Time
        : CutOffReason.Deaths;

    private static int Compare(ImmutableArray<FindingJson> expected, FindingJson[] actual)
    {
        var differences = MatrixDifference.Lines(expected, actual);
        foreach (var difference in differences)
            Console.Error.WriteLine($"apspec: {difference}");
        Console.Error.WriteLine(differences.IsEmpty
            ? $"apspec: the matrix is the expected one ({Counts.Of(actual.Length, "finding")})"
            : $"apspec: {differences.Length} cells differ from the expected matrix");
        return differences.IsEmpty ? ExitCode.Ok : ExitCode.Violated;
    }
}
