using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class ScopeTextTests
{
    [Theory]
    [MemberData(nameof(Scopes.All), MemberType = typeof(Scopes))]
    [InlineData("mdevs=8 kvms=8 adapters=all domains=all features=all")]
    public void A_scope_prints_as_it_was_read(string text)
    {
        Assert.Equal(text, Scopes.Of(text).ToString());
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var scope = ScopeText.Parse("", out var error);

        Assert.Equal("", error);
        Assert.Equal(new Scope(), scope);
        Assert.Equal("mdevs=1 kvms=1 adapters=05 domains=0006 features=none", scope?.ToString());
    }

    [Fact]
    public void Every_set_of_features_prints_and_reads_back()
    {
        for (var features = 0; features <= (int)(Features.All | Features.Descriptors); features++)
            Assert.Equal((Features)features, ScopeText.ParseFeatures(ScopeText.Print((Features)features)));
    }

    [Fact]
    public void Features_print_as_their_words()
    {
        Assert.Equal("none", ScopeText.Print(Features.None));
        Assert.Equal("all", ScopeText.Print(Features.All));
        Assert.Equal("masks,descriptors", ScopeText.Print(Features.Descriptors | Features.Masks));
        Assert.EndsWith(",override,descriptors", ScopeText.Print(Features.All | Features.Descriptors), StringComparison.Ordinal);
        Assert.Equal("masks,irq", ScopeText.Print(Features.Irq | Features.Masks));
    }

    [Theory]
    [InlineData("mdevs=0")]
    [InlineData("mdevs=9")]
    [InlineData("mdevs=two")]
    [InlineData("mdevs=")]
    [InlineData("mdevs")]
    [InlineData("kvms=0")]
    [InlineData("kvms=-1")]
    [InlineData("adapters=105")]
    [InlineData("adapters=06,05")]
    [InlineData("adapters=05,05")]
    [InlineData("adapters=05,")]
    [InlineData("adapters=")]
    [InlineData("adapters=ALL")]
    [InlineData("domains=00006")]
    [InlineData("domains=0100")]
    [InlineData("features=mask")]
    [InlineData("features=masks,,irq")]
    [InlineData("features=masks,none")]
    [InlineData("features=Masks")]
    [InlineData("profile=evil")]
    [InlineData("iscs=8")]
    [InlineData("iscs=3,1")]
    [InlineData("pages=12")]
    [InlineData("pages=0x12,0x12")]
    [InlineData("pages=0x80000")]
    [InlineData("pages=0x1,0x2,0x3,0x4,0x5,0x6,0x7,0x8")]
    [InlineData("format=3")]
    [InlineData("crycbd=yes")]
    [InlineData("gisa=1")]
    [InlineData("cap=4")]
    [InlineData("cap=31")]
    [InlineData("depth=0")]
    [InlineData("depth=5")]
    [InlineData("instances=0")]
    [InlineData("instances=9")]
    public void A_bad_value_is_refused_with_what_its_key_allows(string word)
    {
        var key = word.Split('=')[0];

        Assert.Null(ScopeText.Parse(word, out var error));
        Assert.Equal($"scope '{word}': {key} allows {ScopeText.Keys.Single(k => k.Key == key).Allowed}", error);
    }

    [Fact]
    public void Every_key_refuses_nonsense()
    {
        Assert.All(ScopeText.Keys, key =>
        {
            Assert.Null(ScopeText.Parse($"{key.Key}=?", out var error));
            Assert.Contains(key.Allowed, error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_unknown_key_lists_the_known_ones()
    {
        Assert.Null(ScopeText.Parse("mdevs=1 guests=2", out var error));

        Assert.Equal($"unknown scope key 'guests'; known: {string.Join(", ", ScopeText.Keys.Select(k => k.Key))}", error);
    }

    [Fact]
    public void A_key_stands_once()
    {
        Assert.Null(ScopeText.Parse("mdevs=1 mdevs=2", out var error));

        Assert.Equal("scope key 'mdevs' stands twice", error);
    }

    [Theory]
    [InlineData("format=0 adapters=40")]
    [InlineData("format=1 adapters=40")]
    [InlineData("domains=0010 format=1")]
    [InlineData("format=0 adapters=all")]
    public void A_machine_without_apxa_has_no_high_ids(string text)
    {
        Assert.Null(ScopeText.Parse(text, out var error));

        Assert.EndsWith("has no APXA: adapters to 3f and domains to 000f", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Scopes_are_equal_when_their_text_is()
    {
        var one = Scopes.Of("adapters=05,06");
        var same = new Scope { Adapters = [new Apid(5), new Apid(6)] };

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, one with { Cap = 7 });
    }

    [Fact]
    public void Formats_decide_how_far_ids_go()
    {
        var small = Scopes.Of("format=1");
        var large = Scopes.Of("format=2");

        Assert.Equal((false, 63, 15), (small.Apxa, small.ApmMax, small.AqmMax));
        Assert.Equal((true, 255, 255), (large.Apxa, large.ApmMax, large.AqmMax));
    }
}
