using System.CommandLine;
using ApSpec.Check;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Review;
using ApSpec.Search;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>review-worker</c>, not for users: runs the same traces on two compiled drivers in a separate process.</summary>
internal static class ReviewWorkerCommandLine
{
    /// <summary>Its name.</summary>
    public const string Verb = "review-worker";

    public static Command Create()
    {
        var before = new Argument<string>("A") { Description = "a built driver, as JSON" };
        var after = new Argument<string>("B") { Description = "another" };
        var heartbeat = new Argument<string>("HEARTBEAT") { Description = "the file that tells where the process is" };
        var scopes = new Option<string[]>("--scope") { Description = "a scope to sample", DefaultValueFactory = _ => [] };
        var tried = new Option<string[]>("--trace") { Description = "a trace to run first", DefaultValueFactory = _ => [] };
        var aimed = new Option<string[]>("--aimed") { Description = "variations of traces to run, as JSON", DefaultValueFactory = _ => [] };
        var model = new Option<string?>("--model") { Description = "the model that runs beside the second, instead of the first" };
        var isAlone = new Option<bool>("--alone") { Description = "with --model: the driver before the change is not at hand" };
        var seed = Options.Seed();
        var traces = Options.Number("--traces", "random traces in each scope", 2_000, 1, 100_000_000);
        var length = Options.Number("--length", "operations of a random trace, at most", 60, 1, 10_000);
        var command = new Command(Verb, "Compare two compiled drivers for another process.") { before, after, heartbeat, scopes, tried, aimed, model, isAlone, seed, traces, length };
        command.Hidden = true;
        command.SetAction(parse => DriverVerb.Serve(
            [parse.GetValue(before)!, parse.GetValue(after)!], parse.GetValue(heartbeat)!, (built, subjects, pulse) =>
            {
                Func<FieldInfo, bool> isCompared = new DriverDifference(built[0], built[1]).IsCompared;
                var campaign = new DifferenceCampaign(subjects[0], subjects[1], isCompared, pulse) { IsTold = ReasonsOf(built).Contains };
                Func<Scope, CampaignOptions, ScopeDifferences> run = parse.GetValue(model) is { } name
                    ? new ModelCampaign(new ModelSubject(Inputs.RevisionOf(name)), parse.GetValue(isAlone) ? null : subjects[0], subjects[1], isCompared, pulse).Run
                    : campaign.Run;
                foreach (var (number, text) in parse.GetValue(tried)!.Index())
                    Print(ComparisonData.From(number, campaign.Compare(Inputs.TraceOf(text).Trace)));
                foreach (var scope in parse.GetValue(scopes)!)
                    Print(ComparisonData.From(run(Inputs.ScopeOf(scope), new CampaignOptions(parse.GetValue(seed), parse.GetValue(traces), parse.GetValue(length)))));
                foreach (var one in parse.GetValue(aimed)!.Select(line => AimedComparison.RunOf(subjects[0], AimedComparison.Parse(line))))
                    Print(ComparisonData.From(campaign.Run(one.Scope, one.Options, one.TraceOf)));
                return ExitCode.Ok;
            }));
        return command;
    }

    // Functions without a fake: a trace that reaches one is cut short.
    private static HashSet<string> ReasonsOf(BuiltDriver[] built) =>
        built.SelectMany(one => one.Missing).Select(function => MissingFunction.ReasonOf(function.Name)).ToHashSet(StringComparer.Ordinal);

    // Each line is written at once, so that it survives if a driver kills the process.
    private static void Print(ComparisonData data)
    {
        Console.WriteLine(data.ToLine());
        Console.Out.Flush();
    }
}
