using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Review;
using ApSpec.Search;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>The lock step of the model of a tree's version with the driver, or with the changed driver.</summary>
internal sealed class ReviewModel
{
    // Takes a few seconds; the command 'lockstep' runs many more.
    private const int TracesMax = 200;

    private readonly Revision model;
    private readonly ReviewDifferences run;

    private ReviewModel(Revision model, ReviewDifferences run)
    {
        this.model = model;
        this.run = run;
    }

    /// <summary>The run.</summary>
    public ModelRun Ran => new(model.Name, run.Seen.Sum(seen => seen.Traces), run.Seen.Sum(seen => seen.Steps), model.Uncompared is not null);

    /// <summary>The differences between the driver and the model; with a change, only those that the driver before it does not have.</summary>
    public ImmutableArray<Difference> Differences => ScopeDifferences.Shortest(run.Seen);

    /// <summary>Scopes with an incomplete run, with the reason.</summary>
    public ImmutableArray<string> NotJudged => run.NotJudged;

    /// <summary>Runs it in the scopes for models, with one driver or with those before and after a change; null when the version has no model.</summary>
    public static ReviewModel? Run(ImmutableArray<BuiltDriver> built, ImmutableArray<Scope> scopes, CampaignOptions options, Sandbox sandbox)
    {
        if (Catalog.ModelOf(built[0].Version) is not { } model || model.Era != built[0].Era || model.Traits != built[0].Traits)
            return null;
        var run = new ReviewDifferences([.. built], options with { Traces = Math.Min(TracesMax, options.Traces) }, sandbox, model);
        run.Run([.. scopes.Where(scope => (scope.Features & Features.Compiled) == Features.None)]);
        return new ReviewModel(model, run);
    }
}
