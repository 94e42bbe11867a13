using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class AlphabetTests
{
    private const string Two = "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=";

    [Fact]
    public void The_smallest_scope_has_six_operations()
    {
        Assert.Equal(
            ["create m0", "remove m0", "open m0", "release m0", "set_kvm m0 k0", "set_kvm m0 null"],
            Alphabet.Of(new Scope()).Select(op => op.ToString()));
    }

    [Fact]
    public void Operations_stand_once_and_in_the_order_of_their_kinds()
    {
        var all = Alphabet.Of(Scopes.Of(Two + "all profile=hostile"));

        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(all.Select(op => op.Kind).Order(), all.Select(op => op.Kind));
    }

    [Fact]
    public void A_hostile_scope_with_every_feature_has_every_kind_of_its_era()
    {
        var scope = Scopes.Of(Two + "all profile=hostile");
        scope = scope with { Features = scope.Features | Features.Compiled };
        foreach (var era in Enum.GetValues<Era>())
        {
            Assert.Equal(
                OperationSyntax.Forms.Where(form => (form.Only ?? era) == era).Select(form => form.Kind),
                Alphabet.Of(scope, era).Select(op => op.Kind).Distinct());
        }
    }

    [Fact]
    public void Only_the_hostile_profile_has_bare_notifications()
    {
        Assert.DoesNotContain(Alphabet.Forms(Scopes.Of(Two + "all")), form => form.IsHostile);
        Assert.Contains(Alphabet.Forms(Scopes.Of(Two + "all profile=hostile")), form => form.IsHostile);
    }

    [Fact]
    public void A_feature_adds_the_forms_that_need_it_and_no_other()
    {
        foreach (var era in Enum.GetValues<Era>())
        {
            var lifecycle = Alphabet.Forms(Scopes.Of(Two + "none"), era).ToArray();
            foreach (var word in ScopeText.FeatureWords())
            {
                var scope = Scopes.Of(Two + word);
                var added = Alphabet.Forms(scope, era).Except(lifecycle).Where(form => form.Kind != OperationKind.Advance);
                Assert.Equal(OperationSyntax.Forms.Where(form => form.Needs == scope.Features && (form.Only ?? era) == era), added);
            }
        }
    }

    [Theory]
    [InlineData("none", false)]
    [InlineData("masks,reset,binding,vmfds,locks,failures", false)]
    [InlineData("irq", true)]
    [InlineData("messages", true)]
    [InlineData("hw", true)]
    public void Time_passes_where_something_can_be_pending(string features, bool passes)
    {
        Assert.Equal(passes, Alphabet.Forms(Scopes.Of(Two + features)).Any(form => form.Kind == OperationKind.Advance));
    }

    [Fact]
    public void Failing_calls_need_their_feature()
    {
        Assert.DoesNotContain(Alphabet.Of(Scopes.Of(Two + "reset,binding")), op => op.Fail != FailPoint.None);
        Assert.Equal(
            Enum.GetValues<FailPoint>(),
            Enum.GetValues<Era>().SelectMany(era => Alphabet.Of(Scopes.Of(Two + "reset,binding,failures"), era)).Select(op => op.Fail).Distinct().Order());
    }
}
