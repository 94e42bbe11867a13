using ApSpec.Vocabulary;

namespace ApSpec.Decoder.Tests;

public sealed class ListChoicesTests
{
    [Fact]
    public void A_number_is_reduced_below_the_bound()
    {
        var choices = new ListChoices([17, 4]);

        Assert.Equal([2u, 4u], new[] { choices.Next(5), choices.Next(10) });
    }

    [Fact]
    public void A_dry_list_answers_zero_and_says_so()
    {
        var choices = new ListChoices([9]);
        var before = choices.IsDry;
        choices.Next(10);

        Assert.False(before);
        Assert.True(choices.IsDry);
        Assert.Equal(0u, choices.Next(10));
        Assert.Equal(1, choices.Used);
    }

    [Fact]
    public void A_recorded_trace_decodes_again_from_its_list()
    {
        var decoder = new TraceDecoder(Scopes.Two(), Weights.Core);
        var recording = new RecordingChoices(new Xoshiro(11));
        var trace = decoder.DecodeTrace(recording, 40);

        var again = decoder.DecodeTrace(new ListChoices(recording.Recorded), 100);

        Assert.Equal(trace, again);
    }
}
