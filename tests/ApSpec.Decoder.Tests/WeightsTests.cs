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

    [Theory]
    [InlineData("hw,answers", 4)]
    [InlineData("hw", 1)]
    public void Answers_weigh_more_where_a_scope_is_for_them(string features, int times)
    {
        var scope = Scopes.Of($"mdevs=1 kvms=1 features={features}");
        var lines = Weights.Core.For(scope, Alphabet.Forms(scope)).ToArray();

        Assert.Equal(times * Weights.Core.Of(OperationKind.HwAnswer).Permitted, lines.Single(w => w.Kind == OperationKind.HwAnswer).Permitted);
        Assert.All(lines.Where(w => w.Kind != OperationKind.HwAnswer), w => Assert.Equal(Weights.Core.Of(w.Kind), w));
        Assert.All(Weights.Even.For(scope, Alphabet.Forms(scope)), w => Assert.Equal((0, 1), (w.Permitted, w.Blind)));
    }

    [Fact]
    public void A_scope_without_hw_has_no_answers()
    {
        var scope = Scopes.Of("mdevs=1 kvms=1 features=masks,answers");

        Assert.DoesNotContain(Weights.Core.For(scope, Alphabet.Forms(scope)), w => w.Kind == OperationKind.HwAnswer);
    }

    [Fact]
    public void A_profile_has_its_table()
    {
        Assert.Same(Weights.Core, Weights.Of(Profile.Core));
        Assert.Same(Weights.Hostile, Weights.Of(Profile.Hostile));
    }
}
