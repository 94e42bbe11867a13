using System.CommandLine;
using System.Diagnostics;
using ApSpec.Explore;
using ApSpec.Report;
using ApSpec.Search;

namespace ApSpec.Cli.Commands;

/// <summary><c>check</c>: the main job.</summary>
internal static class CheckCommand
{
    private const string Part = "part";

    public static Command Create()
    {
        var revisions = Options.Revisions();
        var drivers = Options.Drivers();
        var rev = Options.Rev();
        var rules = Options.Rules();
        var profile = new Option<string>("--profile") { Description = "core, hostile or both", DefaultValueFactory = _ => "both" };
        profile.AcceptOnlyFromAmong("core", "hostile", "both");
        var scope = Options.Scope();
        var traces = Options.Number("--traces", "random traces in each scope", 5_000, 1, 100_000_000);
        var length = Options.Number("--length", "operations of a random trace, at most", 60, 1, 10_000);
        var seed = Options.Seed();
        var jobs = Options.Number("--jobs", "threads; the result does not depend on it", Environment.ProcessorCount, 1, 256);
        var time = Options.Time();
        var budget = Options.StatesMax(400_000);
        var expect = new Option<string?>("--expect") { Description = "a golden matrix: exit 0 exactly when the result equals it" };
        var format = new Option<string>("--format") { Description = "text, jsonl, or part: what the traces show, for 'merge'", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "jsonl", Part);
        var isUnsafe = Options.Unsafe();
        var isFull = Options.Full();
        var cause = Options.Cause();
        var noAsan = CrashSanitizer.No();
        var command = new Command("check", "Check driver revisions against the rules; print the shortest counterexample of each violated rule.")
        {
            revisions, drivers, rev, rules, profile, scope, traces, length, seed, jobs, time, budget, expect, format, isUnsafe, isFull, cause, noAsan,
        };
        command.SetAction(parse =>
        {
            var isPart = parse.GetValue(format) == Part;
            Option[] ofReports = [expect, isFull, cause, time, noAsan];
            if (isPart && ofReports.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false }) is { } extra)
                throw new InputException($"--format part {extra.Name}: a part is of whole ranges of seeds, and has no report; allowed is what says which traces are run");
            var detail = DetailOf(parse.GetValue(format) == "jsonl", parse.GetValue(isFull) || parse.GetValue(rules)!.Length > 0, parse.GetValue(cause),
                parse.GetValue(revisions)!.Length + parse.GetValue(drivers)!.Length) with
            { HasAsan = !parse.GetValue(noAsan), HasScope = parse.GetValue(scope) is not null };
            var targets = CheckTarget.Named(parse.GetValue(revisions)!, Options.TreesOf(parse.GetValue(drivers)!, parse.GetValue(rev)), parse.GetValue(jobs), parse.GetValue(isUnsafe));
            Interrupt.Heed();
            var limit = LimitOf(Options.TimeOf(parse, time)); // from here: the build does not count against it
            var options = new CampaignOptions(parse.GetValue(seed), parse.GetValue(traces), parse.GetValue(length), parse.GetValue(jobs),
                limit);
            var request = new CheckRequest(
                [.. targets.Select(target => target.Engine.Subject)], Inputs.RulesOf(parse.GetValue(rules)!),
                Scopes.Choose(parse.GetValue(scope), parse.GetValue(profile)!, targets[0].Engine.Subject.Era, targets.Select(target => target.Engine.Subject.Own).Aggregate((a, b) => a & b)),
                options,
                new SearchLimits(Options.StatesMax(parse, budget, parse.GetValue(drivers)!.Length > 0)));
            var expected = parse.GetValue(expect) is { } path ? Inputs.MatrixOf(path) : default;
            try
            {
                foreach (var sampled in request.Scopes)
                {
                    foreach (var target in targets)
                        target.Accept(sampled);
                }

                return isPart ? new PartRun(request, targets, detail.HasScope).Run() : new CheckRun(request, targets, detail).Run(expected);
            }
            finally
            {
                foreach (var target in targets)
                    target.Dispose();
            }
        });
        return command;
    }

    /// <summary>The time from now on.</summary>
    internal static TimeLimit LimitOf(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        return new TimeLimit(time, () => clock.Elapsed, () => Interrupt.IsAsked);
    }

    internal static CheckDetail DetailOf(bool isJson, bool isFull, int? cause, int named) => cause switch
    {
        null => new CheckDetail(isJson, isFull, null, HasAsan: true),
        < 1 => throw new InputException($"--cause {cause}: allowed are 1 and above"),
        _ when named != 1 => throw new InputException("--cause is of one check: give one --revision or one --driver"),
        _ => new CheckDetail(isJson, IsFull: false, cause, HasAsan: true),
    };
}
