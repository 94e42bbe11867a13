namespace ApSpec.Architecture.Tests;

public sealed class HardwareInfoTests
{
    [Fact]
    public void A_cex8a_is_0x6A800000_with_type_0E_and_depth_8()
    {
        var info = HardwareInfo.Create(QueueMode.Accelerator, adapterType: 14, depth: 8);
        Assert.Equal(0x6A80_0000_0E00_0007UL, info.Value);
        Assert.True(info is { ModExp4K: true, Crt4K: true, Accelerator: true, Apxa: true });
        Assert.False(info.SpecialCommand || info.Cca || info.Ep11 || info.CommandFiltering);
        Assert.Equal((0x80, 14, 8), (info.Class, info.AdapterType, info.QueueDepth));
    }

    [Theory]
    [InlineData(QueueMode.Cca)]
    [InlineData(QueueMode.Accelerator)]
    [InlineData(QueueMode.Ep11)]
    public void Mode_comes_back(QueueMode mode) => Assert.Equal(mode, HardwareInfo.Create(mode).Mode);

    [Fact]
    public void Every_depth_comes_back()
    {
        for (var depth = 1; depth <= 16; depth++)
            Assert.Equal(depth, HardwareInfo.Create(QueueMode.Cca, depth: depth).QueueDepth);
    }

    [Fact]
    public void Card_information_has_no_bind_state()
    {
        var info = HardwareInfo.Create(QueueMode.Ep11).WithBind(BindState.Unusable);
        Assert.Equal(BindState.Unusable, info.Bind);
        Assert.Equal(0x0000_C000_0000_0000UL, info.Value & 0x0000_C000_0000_0000UL);
        Assert.Equal(BindState.Usable, info.Card.Bind);
        Assert.Equal(QueueMode.Ep11, info.Card.Mode);
    }

    [Theory]
    [InlineData(0, 12288)]
    [InlineData(1, 4096)]
    [InlineData(15, 61440)]
    public void Message_length_is_in_pages_and_0_means_12_kib(int ml, int bytes) =>
        Assert.Equal(bytes, new HardwareInfo((ulong)ml << 8).MaxMessageBytes);

    [Fact]
    public void Number_of_domains_is_bits_40_to_47() => Assert.Equal(0x55, new HardwareInfo(0x0055_0000).Domains);
}
