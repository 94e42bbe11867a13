namespace ApSpec.Architecture.Tests;

public sealed class ApqnTests
{
    [Fact]
    public void Qid_of_05_0047_is_0x0547() => Assert.Equal(0x0547, Queue(0x05, 0x47).Qid);

    [Fact]
    public void Text_is_two_and_four_hex_digits() => Assert.Equal("05.0006", Queue(5, 6).ToString());

    [Fact]
    public void Every_queue_comes_back_from_its_qid_and_its_text()
    {
        for (var qid = 0; qid <= ushort.MaxValue; qid++)
        {
            var apqn = Apqn.FromQid((ushort)qid);
            Assert.Equal(qid, apqn.Qid);
            Assert.Equal(apqn, new Apqn(apqn.Apid, apqn.Apqi));
            Assert.True(Apqn.TryParse(apqn.ToString(), out var read));
            Assert.Equal(apqn, read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("05")]
    [InlineData("05.")]
    [InlineData(".0006")]
    [InlineData("005.0006")]
    [InlineData("05.00006")]
    [InlineData("05.0100")]
    [InlineData("0x5.0006")]
    [InlineData("05.0006 ")]
    [InlineData("5g.0006")]
    public void Other_text_is_refused(string text) => Assert.False(Apqn.TryParse(text, out _));

    [Fact]
    public void Queues_order_by_adapter_then_domain()
    {
        Assert.True(Queue(5, 0xff).CompareTo(Queue(6, 0)) < 0);
        Assert.True(Queue(5, 1).CompareTo(Queue(5, 2)) < 0);
    }

    private static Apqn Queue(byte apid, byte apqi) => new(new Apid(apid), new Apqi(apqi));
}
