using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class MaskFieldTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(256)]
    public void Every_bit_reads_back_alone_and_leaves_the_neighbours(int ids)
    {
        var scope = new Scope
        {
            Adapters = [.. Enumerable.Range(0, ids).Select(id => new Apid((byte)id))],
            Features = Features.Masks,
        };
        var builder = new LayoutBuilder(scope);
        var before = builder.Add("before", FieldKind.Counter, 7, "a neighbour");
        var mask = builder.AddMask("mask", FieldKind.AdapterMask, "the mask", Features.Masks);
        var after = builder.Add("after", FieldKind.Counter, 7, "a neighbour");
        var words = new ulong[builder.Words];
        before.Set(words, 7);
        after.Set(words, 7);

        for (var bit = 0; bit < ids; bit++)
        {
            var value = default(ApMask).With(bit);
            mask.Set(words, value);
            Assert.Equal(value, mask.Get(words));
        }

        mask.Set(words, default);
        Assert.True(mask.Get(words).IsEmpty);
        Assert.Equal((7u, 7u), (before.Get(words), after.Get(words)));
        Assert.Equal((ids, ids > 64 ? 4 : 1), (mask.Width, mask.Words));
    }

    [Fact]
    public void A_full_mask_reads_back()
    {
        var builder = new LayoutBuilder(Scopes.Of("adapters=05,06,07 features=masks"));
        builder.Add("before", FieldKind.Counter, 7, "a neighbour");
        var mask = builder.AddMask("mask", FieldKind.AdapterMask, "the mask", Features.Masks);
        var words = new ulong[builder.Words];
        var full = default(ApMask).With(0).With(1).With(2);

        mask.Set(words, full);

        Assert.Equal(full, mask.Get(words));
        Assert.Equal(3UL, ulong.PopCount(words[0]));
    }

    [Fact]
    public void A_mask_without_bits_reads_empty_and_ignores_writes()
    {
        var builder = new LayoutBuilder(new Scope());
        var mask = builder.AddMask("mask", FieldKind.DomainMask, "off", Features.Masks);
        ulong[] words = [ulong.MaxValue];

        mask.Set(words, default(ApMask).With(0));

        Assert.True(mask.Get(words).IsEmpty);
        Assert.Equal([ulong.MaxValue], words);
    }

    [Fact]
    public void A_domain_mask_is_as_wide_as_the_domains_in_play()
    {
        var builder = new LayoutBuilder(Scopes.Of("adapters=05 domains=0006,0007,0008 features=masks"));

        Assert.Equal(3, builder.AddMask("aqm", FieldKind.DomainMask, "domains", Features.Masks).Width);
        Assert.Equal(1, builder.AddMask("apm", FieldKind.AdapterMask, "adapters", Features.Masks).Width);
    }
}
