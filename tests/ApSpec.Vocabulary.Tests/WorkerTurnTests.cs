using System.Text;

namespace ApSpec.Vocabulary.Tests;

/// <summary>Workers in a schedule: w1 and w2 run queued work items beside the threads.</summary>
public sealed class WorkerTurnTests
{
    private const string Calls = """
        scope mdevs=1 kvms=1
        create m0
        t1: open m0
        t2: remove m0
        """;

    [Theory]
    [InlineData("schedule t1*4 w1 t1 w2*3")]
    [InlineData("schedule w2")]
    public void A_schedule_with_workers_prints_as_it_was_read(string line)
    {
        var file = TraceFile.Parse("f", Encoding.UTF8.GetBytes($"{Calls}\n{line}\n"), out var error);

        Assert.Null(error);
        Assert.Equal(line, file!.Trace.Schedule!.ToString());
        Assert.Equal([1, 2], file.Trace.Threads.Select(calls => (int)calls.Thread));
    }

    [Theory]
    [InlineData("w0")]
    [InlineData("w3")]
    [InlineData("w")]
    [InlineData("w12")]
    [InlineData("w1*0")]
    [InlineData("w1*")]
    [InlineData("W1")]
    public void A_worker_that_is_none_is_named_with_its_line_and_what_is_allowed(string word)
    {
        Assert.Null(TraceFile.Parse("f", Encoding.UTF8.GetBytes($"{Calls}\nschedule t1 {word}\n"), out var error));
        Assert.Equal($"f:5: '{word}' is no turn of a schedule; allowed: t1 to t9, the thread goes on as long as it can, w1 to w2, the worker does, "
            + "or with '*' and a number of steps, 1 to 100000, such as t1*4", error!.ToString());
    }

    [Theory]
    [InlineData("w1: create m0")]
    [InlineData("w1: open m0\nschedule")]
    public void A_worker_makes_no_call(string line)
    {
        Assert.Null(TraceFile.Parse("f", Encoding.UTF8.GetBytes($"scope mdevs=1 kvms=1\n{line}\n"), out var error));
        Assert.StartsWith("f:2: 'w1:'", error!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_name_is_read_as_it_is_printed()
    {
        for (byte thread = 1; thread < ThreadName.FirstWorker + ThreadName.WorkersMax; thread++)
            Assert.Equal(thread, ThreadName.Parse(ThreadName.Of(thread)));
        Assert.Equal("w1", ThreadName.Of(ThreadName.FirstWorker));
        Assert.Equal(0, ThreadName.Parse("w9"));
    }
}
