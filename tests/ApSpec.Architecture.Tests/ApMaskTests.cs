namespace ApSpec.Architecture.Tests;

public sealed class ApMaskTests
{
    private static readonly ApMask Spread = ApMask.Of(0, 5, 63, 64, 127, 128, 191, 192, 255);

    [Fact]
    public void Adapters_5_and_6_are_0x06_in_byte_0_and_in_the_left_of_word_0()
    {
        var bytes = new byte[ApMask.Bytes];
        var mask = ApMask.Of(5, 6);
        mask.CopyTo(bytes);
        Assert.Equal(0x06, bytes[0]);
        Assert.All(bytes[1..], b => Assert.Equal(0, b));
        Assert.Equal(0x0600_0000_0000_0000UL, mask.Word(0));
    }

    [Fact]
    public void Every_id_has_its_own_bit_counted_from_the_left()
    {
        for (var id = 0; id < ApMask.Bits; id++)
        {
            var mask = ApMask.Empty.With(id);
            Assert.Equal(1UL << (63 - (id % 64)), mask.Word(id / 64));
            var bytes = new byte[ApMask.Bytes];
            mask.CopyTo(bytes);
            Assert.Equal(0x80 >> (id % 8), bytes[id / 8]);
            Assert.Equal(mask, ApMask.FromBytes(bytes));
            Assert.Equal((1, id), (mask.Count, mask.First));
            Assert.Equal([id], Ids(mask));
            for (var other = 0; other < ApMask.Bits; other++)
                Assert.Equal(id == other, mask.Contains(other));
            Assert.True(mask.Without(id).IsEmpty);
            Assert.False(ApMask.All.Without(id).Contains(id));
            Assert.Equal(255, ApMask.All.Without(id).Count);
        }
    }

    [Fact]
    public void Ids_outside_the_range_are_never_in_a_mask_and_cannot_be_put_in()
    {
        Assert.False(ApMask.All.Contains(-1));
        Assert.False(ApMask.All.Contains(256));
        Assert.Throws<ArgumentOutOfRangeException>(() => ApMask.Empty.With(256));
        Assert.Throws<ArgumentOutOfRangeException>(() => ApMask.All.Without(-1));
    }

    [Fact]
    public void Enumeration_is_ascending_over_all_four_words() =>
        Assert.Equal([0, 5, 63, 64, 127, 128, 191, 192, 255], Ids(Spread));

    [Fact]
    public void Set_operations_agree_with_sets_of_ids()
    {
        var other = ApMask.Of(5, 6, 64, 200);
        Assert.Equal(Ids(Spread).Intersect(Ids(other)).Order(), Ids(Spread & other));
        Assert.Equal(Ids(Spread).Union(Ids(other)).Order(), Ids(Spread | other));
        Assert.Equal(Ids(Spread).Except(Ids(other)).Order(), Ids(Spread.AndNot(other)));
        Assert.Equal(Ids(Spread).Except(Ids(other)).Union(Ids(other).Except(Ids(Spread))).Order(), Ids(Spread ^ other));
        Assert.True(Spread.Intersects(other));
        Assert.False(Spread.Intersects(ApMask.Of(6, 200)));
        Assert.True((Spread & other).IsSubsetOf(Spread));
        Assert.False(other.IsSubsetOf(Spread));
    }

    [Fact]
    public void Words_and_text_come_back()
    {
        Assert.Equal(Spread, ApMask.FromWords(Spread.Word(0), Spread.Word(1), Spread.Word(2), Spread.Word(3)));
        Assert.True(ApMaskText.TryApply(Spread.ToString(), ApMask.Empty, out var read, out _));
        Assert.Equal(Spread, read);
    }

    [Fact]
    public void Up_to_holds_the_ids_from_0()
    {
        Assert.True(ApMask.UpTo(-1).IsEmpty);
        Assert.Equal(Enumerable.Range(0, 16), Ids(ApMask.UpTo(15)));
        Assert.Equal(ApMask.All, ApMask.UpTo(255));
    }

    [Fact]
    public void Queues_of_masks_are_the_product()
    {
        var masks = new ApMasks(ApMask.Of(5, 6), ApMask.Of(4, 0x47, 0xab), ApMask.Empty);
        Assert.Equal(6, masks.QueueCount);
        Assert.True(masks.Contains(new Apqn(new Apid(6), new Apqi(0x47))));
        Assert.False(masks.Contains(new Apqn(new Apid(4), new Apqi(5))));
    }

    private static List<int> Ids(ApMask mask)
    {
        var ids = new List<int>();
        foreach (var id in mask)
            ids.Add(id);
        return ids;
    }
}
