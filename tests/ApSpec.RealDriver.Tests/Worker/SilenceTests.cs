using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>A worker is believed to hang by the processor time it used, not by the clock of a machine that is busy elsewhere.</summary>
public sealed class SilenceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly Silence silence = new(10 * Second);

    [Fact]
    public void A_call_that_runs_for_ten_seconds_of_processor_time_hangs()
    {
        Assert.All(Enumerable.Range(0, 10), second => Assert.Null(silence.Look(7, second * Second, Second)));

        Assert.Equal("in one call for 10 s of processor time", silence.Look(7, 10 * Second, Second));
    }

    [Fact]
    public void A_worker_that_hardly_gets_a_processor_does_not_hang_after_ten_seconds_of_the_clock()
    {
        silence.Look(7, Second, Second);

        Assert.All(Enumerable.Range(1, 499), look => Assert.Null(silence.Look(7, Second + (look * Second / 50), Second)));
    }

    [Fact]
    public void A_worker_that_waits_and_uses_no_processor_hangs_after_a_minute()
    {
        silence.Look(7, Second, Second);
        Assert.All(Enumerable.Range(1, 59), _ => Assert.Null(silence.Look(7, Second, Second)));

        Assert.Equal("in one call for 60 s, waiting", silence.Look(7, Second, Second));
    }

    [Fact]
    public void An_operation_begins_both_counts_anew()
    {
        for (var beat = 0; beat < 100; beat++)
        {
            Assert.Null(silence.Look(beat, beat * 9 * Second, Second));
            Assert.Null(silence.Look(beat, ((beat * 9) + 8) * Second, Second));
        }
    }
}
