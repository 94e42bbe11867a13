using System.CommandLine;
using System.Diagnostics;
using ApSpec.Explore;
using ApSpec.RealDriver.Review;
using ApSpec.Report;
using ApSpec.Search;

namespace ApSpec.Cli.Commands;

/// <summary><c>review</c>: what a change of the driver breaks, and what it mends.</summary>
internal static class ReviewCommand
{
    private const int Traces = 2_000;

    // A quarter of a check's budget: the findings are the same, and proofs of their length would cost a third of the time.
    private const int States = 100_000;

    public static Command Create()
    {
        var range = new Argument<string?>("BASE..TIP") { Description = "commits of the repository --driver, each against its first parent", Arity = ArgumentArity.ZeroOrOne };
        var baseTree = new Option<string?>("--base") { Description = "the tree before the change, or TREE@REV" };
        var driver = new Option<string>("--driver", "-d") { Description = "the tree after the change, or the repository, or the tree that --patch is for", Required = true };
        var rev = Options.Rev();
        var patches = new Option<string[]>("--patch") { Description = "a mail, an mbox or a diff, applied to a private copy; '-' is standard input", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var rules = Options.Rules();
        var scope = Options.Scope();
        var traces = Options.Number("--traces", "random traces in each scope", Traces, 1, 100_000_000);
        var length = Options.Number("--length", "operations of a random trace, at most", 60, 1, 10_000);
        var seed = Options.Seed();
        var jobs = Options.Number("--jobs", "processes that run each driver; the result does not depend on it", Environment.ProcessorCount, 1, 256);
        var time = Options.Time();
        var budget = Options.StatesMax(States);
        var isUnsafe = Options.Unsafe();
        var format = Options.Format();
        var isMail = new Option<bool>("--mail") { Description = "print the text of a reply: what was run, the verdict, traces as tables, how to repeat it" };
        var isTerse = new Option<bool>("--terse") { Description = "print 'file:line: ERROR|WARNING: text', as checkpatch does" };
        var isFull = new Option<bool>("--full") { Description = "print the tables of what is new, too" };
        var command = new Command("review", "Compare a driver before and after a change: what goes wrong that did not, and what is mended.")
        {
            range, baseTree, driver, rev, patches, rules, scope, traces, length, seed, jobs, time, budget, format, isMail, isTerse, isUnsafe, isFull,
        };
        command.SetAction(parse =>
        {
            var detail = DetailOf(parse.GetValue(format) == "jsonl", parse.GetValue(isMail), parse.GetValue(isTerse), parse.GetValue(isFull), CommandOf(parse));
            var sandbox = Sandboxes.Create(parse.GetValue(isUnsafe));
            using var pairs = ReviewInputs.Read(
                parse.GetValue(baseTree), parse.GetValue(driver)!, parse.GetValue(rev), parse.GetValue(range), parse.GetValue(patches)!, sandbox);
            var clock = Stopwatch.StartNew();
            var limit = new TimeLimit(Options.TimeOf(parse, time), () => clock.Elapsed, () => Interrupt.IsAsked);
            var run = new ReviewRun(new ReviewOptions(
                new CampaignOptions(parse.GetValue(seed), parse.GetValue(traces), parse.GetValue(length), parse.GetValue(jobs), limit),
                Inputs.RulesOf(parse.GetValue(rules)!), parse.GetValue(scope), new SearchLimits(Options.StatesMax(parse, budget, isOnDriver: true))), sandbox.Until(() => limit.IsOver));
            Interrupt.Heed();
            foreach (var title in pairs.PassedOver.Where(_ => detail.Form is ReviewForm.Screen or ReviewForm.Full))
                Console.WriteLine(MailText.Wrap($"{title}: changes no file that is compiled", "", "  "));
            if (pairs.Pairs.IsEmpty)
            {
                Console.Error.WriteLine("apspec: nothing of this patch is compiled here");
                return ExitCode.CutOff;
            }

            var exit = ExitCode.Ok;
            foreach (var pair in pairs.Pairs)
            {
                if (run.Review(pair, isLast: pair == pairs.Pairs[^1]) is not { } outcome)
                {
                    Console.Error.WriteLine($"apspec: {pair.Title}: no time was left to build the drivers");
                    exit = exit == ExitCode.Violated ? exit : ExitCode.CutOff;
                    break;
                }

                Console.Write(detail.TextOf(outcome));
                exit = Worse(exit, outcome);
            }

            return Interrupt.IsAsked ? Interrupt.Exit : exit;
        });
        return command;
    }

    private static ReviewDetail DetailOf(bool isJson, bool isMail, bool isTerse, bool isFull, string command) => (isJson, isMail, isTerse, isFull) switch
    {
        (false, false, false, false) => new ReviewDetail(ReviewForm.Screen, command),
        (true, false, false, false) => new ReviewDetail(ReviewForm.Json, command),
        (false, true, false, false) => new ReviewDetail(ReviewForm.Mail, command),
        (false, false, true, false) => new ReviewDetail(ReviewForm.Terse, command),
        (false, false, false, true) => new ReviewDetail(ReviewForm.Full, command),
        _ => throw new InputException("one of --format jsonl, --mail, --terse and --full is allowed"),
    };

    // The shell command that repeats the review.
    private static string CommandOf(ParseResult parse) => string.Join(' ', parse.Tokens.Select(token => token.Value).Where(value => value != "--mail")
        .Select(value => value.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=@:,+~^".Contains(c, StringComparison.Ordinal)) ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'")
        .Prepend("./apspec"));

    private static int Worse(int exit, ReviewOutcome outcome) =>
        outcome.IsBroken || exit == ExitCode.Violated ? ExitCode.Violated
        : outcome.IsJudged ? exit
        : ExitCode.CutOff;
}
