using ApSpec.Vocabulary;

namespace ApSpec.Decoder.Tests;

public sealed class WeightsTests
{
    [Fact]
    public void Every_table_weighs_every_kind_once()
    {
        Assert.All(Weights.All, weights =>
            Assert.Equal(Enum.GetValues<OperationKind>(), weights.Table.Select(w => w.Kind).Order()));
    }

    [Fact]
    public void No_kind_weighs_nothing()
    {
        Assert.All(Weights.All, weights => Assert.All(weights.Table, w => Assert.True(w.Permitted + w.Blind > 0, $"{w}")));
    }

    [Fact]
    public void Tables_are_found_by_name()
    {
        Assert.All(Weights.All, weights => Assert.Same(weights, Weights.Named(weights.Name)));
        Assert.Null(Weights.Named("none"));
    }

    [Fact]
    public void A_profile_has_its_table()
    {
        Assert.Same(Weights.Core, Weights.Of(Profile.Core));
        Assert.Same(Weights.Hostile, Weights.Of(Profile.Hostile));
    }
}
