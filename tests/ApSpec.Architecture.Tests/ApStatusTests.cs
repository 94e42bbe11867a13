namespace ApSpec.Architecture.Tests;

public sealed class ApStatusTests
{
    [Fact]
    public void Empty_irq_on_rc_07_is_0x81070000_and_cc_3()
    {
        var status = new ApStatus(ResponseCode.OtherwiseChanged, empty: true, irqEnabled: true);
        Assert.Equal(0x8107_0000u, status.ToWord());
        Assert.Equal(ConditionCode.Three, status.ConditionCode);
    }

    [Fact]
    public void Empty_rc_0_is_0x80000000_and_cc_0()
    {
        var status = new ApStatus(ResponseCode.Normal, empty: true);
        Assert.Equal(0x8000_0000u, status.ToWord());
        Assert.Equal(ConditionCode.Zero, status.ConditionCode);
    }

    [Fact]
    public void Every_status_word_comes_back_and_its_parts_build_it_again()
    {
        for (var flags = 0u; flags < 32; flags++)
        {
            for (var code = 0u; code <= 0xFF; code++)
            {
                var word = ((flags & 0x1C) << 27) | ((flags & 3) << 24) | (code << 16);
                var status = ApStatus.FromWord(word);
                Assert.Equal(word, status.ToWord());
                Assert.Equal((ResponseCode)code, status.ResponseCode);
                Assert.Equal(code == 0, status.ConditionCode == ConditionCode.Zero);
                var built = new ApStatus(
                    status.ResponseCode, status.Empty, status.Replies, status.Full, status.IrqEnabled, status.Async);
                Assert.Equal(status, built);
            }
        }
    }

    [Theory]
    [InlineData(0x8000_0000u, "rc=00 E")]
    [InlineData(0x4000_0000u, "rc=00 R")]
    [InlineData(0x2000_0000u, "rc=00 F")]
    [InlineData(0x0235_0000u, "rc=35 async")]
    [InlineData(0x0100_0000u, "rc=00 I")]
    public void Each_flag_is_at_its_bit(uint word, string text) =>
        Assert.Equal(text, ApStatus.FromWord(word).ToString());

    [Fact]
    public void Reserved_bits_are_dropped() =>
        Assert.Equal(0xE3FF_0000u, ApStatus.FromWord(uint.MaxValue).ToWord());
}
