using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class LayoutBuilderTests
{
    public static TheoryData<string> ManyScopes()
    {
        var data = new TheoryData<string>(Scopes.Texts) { "mdevs=8 kvms=8 adapters=all domains=all features=all" };
        var machines = new[]
        {
            "mdevs=1 kvms=2 adapters=00,01,02 domains=0000",
            "mdevs=3 kvms=1 adapters=00 domains=0000,0001,0002,0003,0004 cap=15",
            "mdevs=2 kvms=2 adapters=05 domains=all cap=7",
            "mdevs=2 kvms=2 adapters=all domains=0006 iscs=1,3 pages=0x12,0x13",
        };
        foreach (var machine in machines)
        {
            foreach (var features in ScopeText.FeatureWords().Append("masks,irq").Append("all"))
                data.Add($"{machine} features={features}");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ManyScopes))]
    public void Fields_never_overlap_and_never_leave_the_vector(string text)
    {
        var builder = Lay(text);
        var taken = new ulong[builder.Words];

        foreach (var field in builder.Fields)
        {
            foreach (var (word, bits) in BitsOf(field))
            {
                Assert.True((taken[word] & bits) == 0, $"{field.Owner}.{field.Name} overlaps in word {word}");
                taken[word] |= bits;
            }
        }
    }

    [Theory]
    [MemberData(nameof(ManyScopes))]
    public void Fields_never_cross_words(string text)
    {
        Assert.All(Lay(text).Fields, field =>
            Assert.True(field.Width > 64 ? field.Shift == 0 : field.Shift + field.Width <= 64, $"{field}"));
    }

    [Theory]
    [MemberData(nameof(ManyScopes))]
    public void Every_word_names_the_owners_of_its_bits(string text)
    {
        var builder = Lay(text);

        Assert.Equal(builder.Words, builder.Owners.Count);
        foreach (var field in builder.Fields)
        {
            foreach (var (word, _) in BitsOf(field))
                Assert.Contains(builder.Owners[word], owner => NameOf(builder.Scope, owner) == field.Owner);
        }
    }

    [Theory]
    [MemberData(nameof(ManyScopes))]
    public void A_field_is_named_once_and_means_something(string text)
    {
        var fields = Lay(text).Fields;

        Assert.Equal(fields.Count, fields.Select(field => (field.Owner, field.Name)).Distinct().Count());
        Assert.All(fields, field => Assert.NotEmpty(field.Meaning));
    }

    [Theory]
    [InlineData(Features.Masks, "matrix.apm")]
    [InlineData(Features.Masks, "crycb.aqm")]
    [InlineData(Features.Control, "matrix.adm")]
    [InlineData(Features.Irq, "pins[0x12]")]
    [InlineData(Features.Irq, "gisc[3]")]
    [InlineData(Features.Irq, "saved_isc")]
    [InlineData(Features.Messages, "requests")]
    [InlineData(Features.VmFds, "vm_closed")]
    [InlineData(Features.Hw, "deconfigured")]
    [InlineData(Features.Binding, "apmask")]
    [InlineData(Features.Binding, "driver")]
    [InlineData(Features.Locks, "protected")]
    [InlineData(Features.Locks, "edge[Matrix->Kvm]")]
    public void A_feature_that_is_off_takes_no_bits(Features feature, string name)
    {
        var on = new LayoutBuilder(new Scope { Features = feature });
        _ = new ObservationLayout(on);
        var off = new LayoutBuilder(new Scope());
        _ = new ObservationLayout(off);

        Assert.Contains(on.Fields, field => field.Name == name && field.Width > 0);
        Assert.All(off.Fields.Where(field => field.Name == name), field => Assert.Equal(0, field.Width));
        Assert.Contains(off.Fields, field => field.Name == name);
    }

    [Fact]
    public void Two_of_everything_without_features_fit_in_one_word()
    {
        var builder = Lay(Scopes.Texts[2]);

        Assert.Equal(62, builder.Fields.Sum(field => field.Width));
        Assert.Equal(1, builder.Words);
    }

    [Fact]
    public void Two_of_everything_with_masks_and_interrupts_fit_in_four_words()
    {
        Assert.InRange(Lay("mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=masks,irq").Words, 2, 4);
    }

    [Fact]
    public void The_full_scope_has_every_queue()
    {
        var builder = new LayoutBuilder(Scopes.Of("mdevs=2 kvms=2 adapters=all domains=all features=all"));
        var layout = new ObservationLayout(builder);

        Assert.Equal(65_536, layout.Queues.Length);
        Assert.Equal(4, layout.Mdevs[1].Apm.Words);
        Assert.Equal(layout.Words, builder.Words);
    }

    [Fact]
    public void A_queue_is_owned_by_its_number()
    {
        var owners = Lay(Scopes.Texts[2]).Fields.Select(field => field.Owner).Distinct();

        Assert.Equal(["m0", "m1", "k0", "k1", "world", "05.0006", "05.0007", "06.0006", "06.0007"], owners);
    }

    [Fact]
    public void Fields_after_the_observable_region_can_be_hidden_and_start_a_word()
    {
        var builder = Lay(Scopes.Texts[2]);
        builder.IsObservable = false;
        builder.BelongTo(EntityKind.World, 0);
        var field = builder.Add("hidden", FieldKind.Flag, 1, "not for rules");

        Assert.Equal((1, 0), (field.Word, field.Shift));
        Assert.False(builder.Fields[^1].IsObservable);
        Assert.All(builder.Fields.SkipLast(1), info => Assert.True(info.IsObservable));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(15, 4)]
    [InlineData(256, 9)]
    public void A_value_takes_the_bits_of_its_largest(int max, int bits) => Assert.Equal(bits, LayoutBuilder.BitsFor(max));

    private static LayoutBuilder Lay(string text)
    {
        var builder = new LayoutBuilder(Scopes.Of(text));
        _ = new ObservationLayout(builder);
        return builder;
    }

    private static IEnumerable<(int Word, ulong Bits)> BitsOf(FieldInfo field) =>
        field.Width > 64 ? Enumerable.Range(field.Word, 4).Select(word => (word, ulong.MaxValue))
        : field.Width > 0 ? [(field.Word, (ulong.MaxValue >> (64 - field.Width)) << field.Shift)]
        : [];

    private static string NameOf(Scope scope, (EntityKind Kind, int Id) owner) => owner.Kind switch
    {
        EntityKind.Mdev => $"m{owner.Id}",
        EntityKind.Kvm => $"k{owner.Id}",
        EntityKind.Queue => $"{scope.Adapters[owner.Id / scope.Domains.Length]}.{scope.Domains[owner.Id % scope.Domains.Length]}",
        _ => "world",
    };
}
