using System.Buffers.Binary;

namespace ApSpec.Architecture.Tests;

public sealed class CrycbTests
{
    private static readonly ApMasks Wide = new(
        ApMask.Of(5, 63, 64, 255), ApMask.Of(4, 15, 16, 0x47), ApMask.Of(4, 200));

    [Theory]
    [InlineData(CrycbFormat.Format0)]
    [InlineData(CrycbFormat.Format1)]
    public void Formats_0_and_1_hold_64_adapters_and_16_domains_in_apcb0(CrycbFormat format)
    {
        var block = default(Crycb);
        block.SetMasks(format, Wide);
        var bytes = block.AsSpan().ToArray();
        Assert.Equal(0x0400_0000_0000_0001UL, BinaryPrimitives.ReadUInt64BigEndian(bytes));
        Assert.Equal(0x0801_0000_0000_0000UL, BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(0x08)));
        Assert.Equal(0x0800_0000_0000_0000UL, BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(0x10)));
        Assert.All(bytes[0x18..], b => Assert.Equal(0, b));
        Assert.Equal(new ApMasks(ApMask.Of(5, 63), ApMask.Of(4, 15), ApMask.Of(4)), block.Masks(format));
        Assert.Equal(Crycb.Truncate(Wide, format), block.Masks(format));
    }

    [Fact]
    public void Aqm_4_in_format_0_is_0x0800000000000000()
    {
        var block = default(Crycb);
        block.SetMasks(CrycbFormat.Format0, new ApMasks(default, ApMask.Of(4), default));
        Assert.Equal(0x0800_0000_0000_0000UL, BinaryPrimitives.ReadUInt64BigEndian(block.AsSpan()[0x08..]));
    }

    [Fact]
    public void Format_2_holds_all_in_apcb1()
    {
        var block = default(Crycb);
        block.SetMasks(CrycbFormat.Format2, Wide);
        var bytes = block.AsSpan().ToArray();
        Assert.All(bytes[..0x80].Concat(bytes[0xE0..]), b => Assert.Equal(0, b));
        Assert.Equal(Wide.Apm, ApMask.FromBytes(bytes.AsSpan(0x80)));
        Assert.Equal(Wide.Aqm, ApMask.FromBytes(bytes.AsSpan(0xA0)));
        Assert.Equal(Wide.Adm, ApMask.FromBytes(bytes.AsSpan(0xC0)));
        Assert.Equal(Wide, block.Masks(CrycbFormat.Format2));
    }

    [Theory]
    [InlineData(CrycbFormat.Format0)]
    [InlineData(CrycbFormat.Format1)]
    [InlineData(CrycbFormat.Format2)]
    public void Setting_replaces_and_leaves_the_other_apcb_and_the_keys(CrycbFormat format)
    {
        var block = Filled(0xFF);
        block.SetMasks(format, Wide);
        Assert.Equal(Crycb.Truncate(Wide, format), block.Masks(format));
        var other = format == CrycbFormat.Format2 ? block.AsSpan()[..0x80] : block.AsSpan()[0x18..];
        Assert.All(other.ToArray(), b => Assert.Equal(0xFF, b));
    }

    [Fact]
    public void Clearing_zeroes_both_apcbs_and_leaves_the_keys()
    {
        var block = Filled(0xFF);
        block.ClearMasks();
        var bytes = block.AsSpan().ToArray();
        Assert.All(bytes[..0x20].Concat(bytes[0x80..]), b => Assert.Equal(0, b));
        Assert.All(bytes[0x20..0x80], b => Assert.Equal(0xFF, b));
    }

    [Fact]
    public void Effective_masks_are_no_more_than_the_host_has()
    {
        var block = default(Crycb);
        block.SetMasks(CrycbFormat.Format2, Wide);
        var host = new ApMasks(ApMask.Of(5, 6), ApMask.Of(4), ApMask.Empty);
        Assert.Equal(
            new ApMasks(ApMask.Of(5), ApMask.Of(4), ApMask.Empty),
            block.EffectiveMasks(CrycbFormat.Format2, host));
    }

    [Theory]
    [InlineData(ApFacilities.Installed, false, CrycbFormat.Format0)]
    [InlineData(ApFacilities.Installed, true, CrycbFormat.Format0)]
    [InlineData(ApFacilities.Msax3, false, CrycbFormat.Format1)]
    [InlineData(ApFacilities.Msax3, true, CrycbFormat.Format2)]
    public void The_format_follows_msax3_and_apxa(ApFacilities facilities, bool apxa, CrycbFormat format) =>
        Assert.Equal(format, Crycb.FormatFor(facilities, apxa));

    [Fact]
    public void Blocks_are_equal_exactly_when_their_bytes_are()
    {
        for (var i = 0; i < Crycb.Size; i++)
        {
            var other = Filled(1);
            Assert.Equal(Filled(1), other);
            other.AsSpan()[i] = 2;
            Assert.NotEqual(Filled(1), other);
        }
    }

    [Fact]
    public void A_designation_is_an_address_and_a_format()
    {
        var crycbd = SieControl.CrycbDesignation(0x1234_5678, CrycbFormat.Format2);
        Assert.Equal(0x1234_567Bu, crycbd);
        Assert.Equal((0x1234_5678u, CrycbFormat.Format2), (SieControl.AddressOf(crycbd), SieControl.FormatOf(crycbd)));
        Assert.Equal((1u << (31 - 28), 1u << (31 - 10)), (SieControl.Apie, SieControl.Aiv));
    }

    private static Crycb Filled(byte value) => Crycb.FromBytes(Enumerable.Repeat(value, Crycb.Size).ToArray());
}
