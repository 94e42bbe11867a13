using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Review;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>The review of one pair of trees: both drivers are built, run the same traces, and are compared.</summary>
internal sealed class ReviewRun(ReviewOptions options, Sandbox sandbox)
{
    public ReviewOutcome Of(ReviewPair pair)
    {
        var built = BuiltDriver.ToldApart([RealDrivers.Build(pair.Base, sandbox), RealDrivers.Build(pair.Driver, sandbox)]);
        if (built[0].Era != built[1].Era || built[0].Traits != built[1].Traits)
            throw new NoVerdictException($"{pair.Title}: {built[0].Name} and {built[1].Name} are driven by kernels of different times: what one can see of the one is not what one can see of the other");
        using var before = CheckTarget.Of(built[0], options.Campaign.Jobs, sandbox);
        using var after = CheckTarget.Of(built[1], options.Campaign.Jobs, sandbox);
        var scopes = Scopes.Of(options.Scope, "both", built[0].Era, before.Engine.Subject.HasDescriptors && after.Engine.Subject.HasDescriptors);
        foreach (var scope in scopes)
        {
            before.Accept(scope);
            after.Accept(scope);
        }

        var request = new CheckRequest([before.Engine.Subject, after.Engine.Subject], options.Rules, scopes, options.Campaign, options.Limits);
        CheckOutcome? first = null, second = null;
        CheckProgress.Show(request, progress =>
        {
            first = Checker.Run(request with { Options = request.Options with { Time = request.Options.Time?.Part(0.5) } }, before.Engine, progress);
            second = Checker.Run(request, after.Engine, progress);
        });
        var comparison = new CauseComparison(first!, second!, before.Replay, after.Replay);
        return new ReviewOutcome(pair, first!, second!, comparison.Changes) { NotJudged = [.. NotJudged(comparison, first!, second!)] };
    }

    private static IEnumerable<string> NotJudged(CauseComparison comparison, CheckOutcome before, CheckOutcome after)
    {
        foreach (var finding in comparison.Unjudged)
            yield return $"{finding.Counterexample.Rule.Id} by {finding.Counterexample.Trigger}: its trace got no verdict on the other side";
        foreach (var campaign in before.Campaigns.Concat(after.Campaigns).Where(campaign => !campaign.IsComplete).DistinctBy(campaign => campaign.Scope))
            yield return $"only {campaign.Traces:N0} traces in {campaign.Scope}";
        foreach (var rule in RuleBook.All.Where(rule => before.IsWitnessed(rule.Id) && !after.IsWitnessed(rule.Id)))
            yield return $"{rule.Id}: its premise held before the change only";
    }
}
