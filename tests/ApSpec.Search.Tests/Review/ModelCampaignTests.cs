using System.Collections.Immutable;
using ApSpec.Search.Review;

namespace ApSpec.Search.Tests.Review;

/// <summary>What a model tells of a change; the drivers are models here, too.</summary>
public sealed class ModelCampaignTests
{
    private static readonly CampaignOptions Options = new(Traces: 200);

    [Fact]
    public void A_change_that_leaves_the_model_is_told_with_both_values()
    {
        var found = Run(model: "v5.10", before: "v5.10", after: "v5.11").Found;

        var references = found.First(one => one.Parts.Any(part => part.What == "driver_refs"));
        Assert.Equal("set_kvm m0 null", references.Trace.Operations[^1].ToString());
        Assert.Contains(new DifferencePart("driver_refs", "k0", "1", "0"), references.Parts);
    }

    [Fact]
    public void What_the_driver_differed_in_before_the_change_is_not_told()
    {
        var seen = Run(model: "v5.10", before: "v5.11", after: "v5.11");

        Assert.Empty(seen.Found);
        Assert.Equal(200, seen.Traces);
    }

    [Fact]
    public void A_difference_that_both_comparisons_show_is_told_once_and_one_that_the_models_alone_shows_as_its_own()
    {
        var (shared, ofModel) = (DifferenceIn("v5.10", "v5.10", "v5.11")[0], DifferenceIn("v5.10", "v5.10", "v5.11")[1]);

        var all = ExplainedDifference.WithModel("v5.10", [new(shared, null)], [new(shared, null), new(ofModel, null)], [shared, null]);

        Assert.Equal([(shared.Key, false), (ofModel.Key, true)], all.Select(one => (one.Difference.Key, one.IsOfModel)));
        Assert.All(all, one => Assert.Equal("v5.10", one.Model));
    }

    private static ImmutableArray<Difference> DifferenceIn(string model, string before, string after) => Run(model, before, after).Found;

    private static ScopeDifferences Run(string model, string before, string after) =>
        new ModelCampaign(Checks.SubjectOf(model), Checks.SubjectOf(before), Checks.SubjectOf(after), _ => true).Run(Checks.ScopeOf(Checks.Core), Options);
}
