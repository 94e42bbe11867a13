using System.Buffers.Binary;

namespace ApSpec.Architecture.Tests;

public sealed class ConfigInfoTests
{
    private static readonly ConfigInfo Sample = new(
        ConfigFlags.Apsc | ConfigFlags.Apxa | ConfigFlags.Apsb,
        Na: 0x13,
        Nd: 0x54,
        new ApMasks(ApMask.Of(5, 6), ApMask.Of(4, 0x47), ApMask.Of(4, 255)));

    [Fact]
    public void The_block_has_each_field_at_its_offset()
    {
        var block = Enumerable.Repeat((byte)0xEE, ConfigInfo.Size).ToArray();
        Sample.CopyTo(block);
        Assert.Equal(0xC080_0000u, BinaryPrimitives.ReadUInt32BigEndian(block));
        Assert.Equal((0x13, 0x54), (block[4], block[5]));
        Assert.Equal(0x06, block[0x10]);
        Assert.Equal(0x08, block[0x30]);
        Assert.Equal(0x01, block[0x30 + (0x47 / 8)]);
        Assert.Equal(0x01, block[0x50 + 31]);
        Assert.All(block[0x06..0x10].Concat(block[0x70..]), b => Assert.Equal(0, b));
    }

    [Fact]
    public void The_block_comes_back()
    {
        var block = new byte[ConfigInfo.Size];
        Sample.CopyTo(block);
        Assert.Equal(Sample, ConfigInfo.FromBytes(block));
    }

    [Fact]
    public void Each_flag_is_at_its_bit()
    {
        Assert.Equal(1u << 31, (uint)ConfigFlags.Apsc);
        Assert.Equal(1u << 30, (uint)ConfigFlags.Apxa);
        Assert.Equal(1u << 29, (uint)ConfigFlags.Qact);
        Assert.Equal(1u << 28, (uint)ConfigFlags.Rc8a);
        Assert.Equal(1u << 23, (uint)ConfigFlags.Apsb);
    }

    [Fact]
    public void Without_apxa_the_limits_are_63_and_15()
    {
        var config = Sample with { Flags = ConfigFlags.Apsc };
        Assert.Equal((63, 15), (config.MaxApid, config.MaxApqi));
        Assert.Equal((63, 15), (config.DriverMaxApid, config.DriverMaxApqi));
    }

    [Fact]
    public void With_apxa_the_limits_are_na_and_nd()
    {
        Assert.Equal((0x13, 0x54), (Sample.MaxApid, Sample.MaxApqi));
        Assert.Equal((0x13, 0x54), (Sample.DriverMaxApid, Sample.DriverMaxApqi));
    }

    [Fact]
    public void Features_are_in_kernel_order()
    {
        Assert.Equal("APSC APXA APSB", Sample.FeaturesText());
        Assert.Equal("-", default(ConfigInfo).FeaturesText());
    }
}
