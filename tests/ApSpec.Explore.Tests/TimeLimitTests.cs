namespace ApSpec.Explore.Tests;

public sealed class TimeLimitTests
{
    private TimeSpan now;
    private bool isStopped;

    [Fact]
    public void Each_part_gets_its_share_of_what_is_left()
    {
        var whole = Limit(seconds: 12);

        var first = whole.Part(1.0 / 3);
        now = TimeSpan.FromSeconds(2); // the first part was quick, and the others get what it did not need
        var second = whole.Part(1.0 / 2);

        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)), (first.Left, second.Left));
        Assert.False(first.IsOver);
        now = TimeSpan.FromSeconds(4);
        Assert.True(first.IsOver);
        Assert.False(second.IsOver);
    }

    [Fact]
    public void A_part_of_nothing_is_over()
    {
        var whole = Limit(seconds: 1);
        now = TimeSpan.FromSeconds(2);

        Assert.Equal(TimeSpan.Zero, whole.Left);
        Assert.True(whole.Part(0.5).IsOver);
    }

    [Fact]
    public void Without_an_end_only_a_stop_ends_it()
    {
        var endless = new TimeLimit(TimeSpan.MaxValue, () => now, () => isStopped).Part(0.1);
        now = TimeSpan.FromDays(1_000);

        Assert.Null(endless.Left);
        Assert.False(endless.IsOver);
        isStopped = true;
        Assert.True(endless.IsOver);
    }

    private TimeLimit Limit(int seconds) => new(TimeSpan.FromSeconds(seconds), () => now, () => isStopped);
}
