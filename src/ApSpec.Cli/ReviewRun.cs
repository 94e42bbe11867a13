using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Review;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Locks;
using ApSpec.Search.Review;
using ApSpec.Search.Threads;

namespace ApSpec.Cli;

/// <summary>The review of one pair of trees: both drivers are built, run the same traces, and are compared.</summary>
internal sealed class ReviewRun(ReviewOptions options, Sandbox sandbox)
{
    // Traces aimed at the change.
    private const int AimedMax = 6_000;

    /// <summary>Checks the driver before several changes once. The result is kept beside the library, so that each review finds it there.</summary>
    public void Prepare(TreeFolder tree)
    {
        var built = RealDrivers.Build(tree, sandbox);
        using var target = CheckTarget.From(built, options.Campaign.Jobs, sandbox);
        var scopes = Scopes.Choose(options.Scope, "both", built.Era, target.Engine.Subject.Own);
        Checked(new CheckRequest([target.Engine.Subject], options.Rules, scopes, options.Campaign, options.Limits), target, null);
    }

    /// <summary>
    /// The outcome; null when there was no time to build the drivers. When the driver after the change is the one before the next change, its own
    /// check is kept; else what both drivers do is not searched for twice.
    /// </summary>
    public ReviewOutcome? Review(ReviewPair pair, bool isLast)
    {
        try
        {
            return Review(pair, isLast, BuiltDriver.ToldApart([RealDrivers.Build(pair.Base, sandbox), RealDrivers.Build(pair.Driver, sandbox)]));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private ReviewOutcome Review(ReviewPair pair, bool isLast, ImmutableArray<BuiltDriver> built)
    {
        if (built[0].Era != built[1].Era || built[0].Traits != built[1].Traits)
            throw new NoVerdictException($"{pair.Title}: {built[0].Name} and {built[1].Name} are driven by kernels of different times: what one can see of the one is not what one can see of the other");
        using var before = CheckTarget.From(built[0], options.Campaign.Jobs, sandbox);
        using var after = CheckTarget.From(built[1], options.Campaign.Jobs, sandbox);
        var scopes = Scopes.Choose(options.Scope, "both", built[0].Era, before.Engine.Subject.Own & after.Engine.Subject.Own);
        foreach (var scope in scopes)
        {
            before.Accept(scope);
            after.Accept(scope);
        }

        var request = new CheckRequest([before.Engine.Subject, after.Engine.Subject], options.Rules, scopes, options.Campaign, options.Limits);
        CheckOutcome? first = null, second = null;
        CheckProgress.Show(request, progress =>
        {
            first = Checked(Within(request, 0.35), before, progress);
            second = Checked(Within(isLast ? request with { Known = first!.Findings } : request, 0.5), after, progress);
        });
        if (options.EndsWhenNoticed && new CauseComparison(first!, second!, before.Replay, after.Replay).Changes is var changes && changes.Any(change => change.Kind == ChangeKind.New))
            return new ReviewOutcome(pair, first!, second!, changes) { BaseVersion = built[0].Version, Unruly = [.. Unruly(before, after)] };
        var (was, threads, atOnce, dataRaces, ends, threadsLeft) = AtOnce(before, after, request);
        var (orders, ordersLeft, orderAfter) = ReviewOrders.Of(before, after, first!, second!, was, threads, options.Campaign.Time);
        if (options.EndsWhenNoticed && (atOnce.Any(change => change.Kind == ChangeKind.New) || orders.Any(change => change.Kind == ChangeKind.New)))
        {
            return new ReviewOutcome(pair, first!, second!, new CauseComparison(first!, second!, before.Replay, after.Replay).Changes)
            {
                BaseVersion = built[0].Version,
                Unruly = [.. Unruly(before, after)],
                Threads = threads,
                AtOnce = atOnce,
                DataRaces = dataRaces,
                Ends = ends,
                Orders = orders,
            };
        }

        var lines = ReviewLines.Run(pair, scopes, options, sandbox);
        var differences = new ReviewDifferences([.. built], options.Campaign, sandbox);
        differences.Run(scopes);
        differences.Run(AimedComparison.OrdersOf(
            before.Engine.Subject, scopes, lines?.Reaching ?? [], (int)Math.Min(AimedMax, options.Campaign.Traces * scopes.Length), options.Campaign.LengthMax));
        var model = ReviewModel.Run(built, scopes, options.Campaign, sandbox);
        var ofPair = ScopeDifferences.Shortest(differences.Seen);
        var explained = new ReviewCauses(first!, second!, before, after, differences, ofPair, model?.Differences ?? []);
        if (explained.With(DifferenceCauses.AddedTo(
            second!, after.Engine, options.Limits with { Time = options.Campaign.Time }, explained.Unexplained, before.Replay, after.Replay)) is { } more)
            explained = more;
        var (races, scopesLeft) = ReviewRaces.Run(pair, scopes, options, sandbox);
        return new ReviewOutcome(pair, first!, explained.After, explained.Comparison.Changes)
        {
            Differences = ReviewOrders.Judge(model is null ? explained.OfPair
                : ExplainedDifference.WithModel(model.Ran.Name, explained.OfPair, explained.OfModel, explained.ShownOfModel), orderAfter),
            Orders = orders,
            Model = model?.Ran,
            BaseVersion = built[0].Version,
            Lines = lines,
            Threads = threads,
            AtOnce = atOnce,
            DataRaces = dataRaces,
            Ends = ends,
            Races = races,
            Compared = differences.Seen.Sum(seen => seen.Traces),
            ComparedSteps = differences.Seen.Sum(seen => seen.Steps),
            NotJudged =
            [
                .. ReviewGaps.OfStubs(built, differences), .. ReviewGaps.Lines(explained.Comparison, first!, second!), .. ReviewGaps.Lines(lines),
                .. ReviewGaps.OfOne(built, differences), .. ReviewGaps.OfRaces(races, scopesLeft), .. differences.NotJudged, .. threads?.Refusal is { } refused ? [$"calls at once: {refused}"] : Array.Empty<string>(), .. threadsLeft, .. ReviewGaps.OfOrders(ordersLeft), .. model?.NotJudged ?? [],
            ],
            Unruly = [.. Unruly(before, after)],
        };
    }

    // With one rule, or in one scope, sequences alone are asked for.
    private (ThreadOutcome? Before, ThreadOutcome? Threads, ImmutableArray<ThreadChange> Changes, ImmutableArray<DataRace> Races, ImmutableArray<Difference> Ends, IEnumerable<string> Left) AtOnce(
        CheckTarget before, CheckTarget after, CheckRequest request)
    {
        if (request.Rules.Length != RuleBook.All.Length || options.Scope is not null || request.Options.Time?.IsOver == true)
            return (null, null, [], [], [], []);
        var (first, second) = (new KeptSearches(before.Built!, before.Engine.Threads(request.Rules), request.Rules), after.Engine.Threads(request.Rules));
        var was = new ThreadCampaign(first, ThreadBounds.Compared, Within(request, 0.25).Options).Run(true, true, [], 0);
        first.Keep();
        var now = new ThreadCampaign(second, ThreadBounds.Compared, Within(request, 0.3).Options).Run(true, true, [], 0);
        var races = new RaceComparison(first, second, ThreadBounds.Compared.Named with { Time = request.Options.Time?.Part(0.2) });
        var (changes, newRaces) = (new ThreadComparison(first, second, ThreadBounds.Compared with { Named = ThreadBounds.Compared.Named with { Time = request.Options.Time?.Part(0.3) } }).Of(was, now), races.NewIn(was, now));
        var ends = new EndComparison(first, ThreadBounds.Compared.Named with { Time = request.Options.Time?.Part(0.2) });
        var newEnds = ends.NewIn(was, now);
        first.Keep();
        return (was, now, changes, newRaces, newEnds, [.. ReviewGaps.OfDataRaces(races.Unknown), .. ReviewGaps.OfEnds(ends.Unknown)]);
    }

    // The next part gets a share of what is left of the time, so that each gets some.
    private static CheckRequest Within(CheckRequest request, double share) =>
        request with { Options = request.Options with { Time = request.Options.Time?.Part(share) } };

    private static CheckOutcome Checked(CheckRequest request, CheckTarget target, ICheckProgress? progress)
    {
        var cache = new OutcomeCache(target.Built!, target.Engine.Subject, request);
        if (cache.Find() is { } known)
            return known;
        var outcome = Checker.Run(request, target.Engine, progress);
        if (target.Deaths == 0) // deaths are only reported by a check that runs, so such a check is not kept
            cache.Keep(outcome);
        return outcome;
    }

    // Failures that no rule judges, of the driver after the change only.
    private IEnumerable<string> Unruly(CheckTarget before, CheckTarget after)
    {
        foreach (var failed in after.SelfTestFailures.Where(failed => before.SelfTestFailures.All(other => other.Name != failed.Name)))
            yield return $"fails its self-test: {SelfTestText.Format(failed)}";
        foreach (var dead in after.ShortestDeaths(options.Campaign.Time))
        {
            if (dead.IsLoading || before.Replay(dead.Trace) is not null)
                yield return $"ends the process that runs it, {dead.Cause}: {string.Join("; ", dead.Trace.Operations)}";
        }
    }
}
