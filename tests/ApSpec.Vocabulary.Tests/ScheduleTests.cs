using System.Text;

namespace ApSpec.Vocabulary.Tests;

/// <summary>Calls at once in a trace: which threads they have, and the order in which they go on.</summary>
public sealed class ScheduleTests
{
    private const string Calls = """
        scope mdevs=1 kvms=1
        create m0
        t1: open m0
        t2: remove m0
        """;

    [Theory]
    [InlineData("schedule")]
    [InlineData("schedule t1*4 t2 t1")]
    [InlineData("schedule t9 t9*100000 t1*1")]
    public void A_schedule_prints_as_it_was_read(string line) =>
        Assert.Equal(line, Schedule.Parse(line["schedule".Length..], out _)!.ToString());

    [Theory]
    [InlineData("t0")]
    [InlineData("t10")]
    [InlineData("1*4")]
    [InlineData("t1*")]
    [InlineData("t1*0")]
    [InlineData("t1*-1")]
    [InlineData("t1*100001")]
    [InlineData("t1x4")]
    [InlineData("T1")]
    public void A_turn_that_is_none_is_named_with_what_is_allowed(string word)
    {
        Assert.Null(Schedule.Parse($"t1 {word}", out var error));
        Assert.StartsWith($"'{word}' is no turn of a schedule; allowed: t1 to t9", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_has_an_end()
    {
        Assert.NotNull(Schedule.Parse(string.Join(' ', Enumerable.Repeat("t1", Schedule.TurnsMax)), out _));
        Assert.Null(Schedule.Parse(string.Join(' ', Enumerable.Repeat("t1", Schedule.TurnsMax + 1)), out var error));
        Assert.Equal("a schedule has at most 1000 turns", error);
    }

    [Fact]
    public void Steps_are_counted_only_where_the_thread_could_have_gone_on()
    {
        // t1 is preempted after its second step; t2 waits after its third.
        var schedule = Schedule.Of([1, 1, 2, 2, 2, 1], last => last == 1);

        Assert.Equal("schedule t1*2 t2 t1", schedule.ToString());
    }

    [Fact]
    public void A_trace_with_threads_is_read_and_printed()
    {
        var trace = Read(Calls + "\nschedule t1*3 t2\n");

        Assert.Equal(["create m0"], trace.Before.Select(op => op.ToString()));
        Assert.Equal(["1 open m0", "2 remove m0"], trace.Threads.Select(calls => $"{calls.Thread} {string.Join(';', calls.Calls)}"));
        Assert.Equal(trace, Read(trace.ToString()));
        Assert.NotEqual(trace, trace with { Schedule = new Schedule([]) });
    }

    [Fact]
    public void Without_a_schedule_a_trace_has_no_threads()
    {
        var trace = Read("scope mdevs=1 kvms=1 features=eventfds\ncreate m0\nopen m0\nt1: remove m0\n");

        Assert.Equal(3, trace.Before.Length);
        Assert.Empty(trace.Threads);
    }

    [Theory]
    [InlineData(Calls + "\n", 3, "'t1:' stands before 'open', and no line 'schedule' comes after the calls; allowed: that line, or without it [tN:] remove")]
    [InlineData(Calls + "\nschedule t3\n", 5, "'t3' in the schedule: the trace has no call of t3; its threads are t1, t2")]
    [InlineData(Calls + "\nschedule\nschedule\n", 6, "a second 'schedule' line; a trace has one")]
    [InlineData(Calls + "\nschedule\nt1: release m0\n", 6, "an operation stands after the schedule")]
    [InlineData(Calls + "\nrelease m0\nschedule\n", 5, "'release m0' stands after a thread's call and has no thread")]
    [InlineData("scope mdevs=1 kvms=1\nt1: create m0\nschedule\n", 3, "a schedule with 1 threads; allowed: 2 to 4")]
    [InlineData("scope mdevs=1 kvms=1\nt1: create m0\nt2: open m0\nt3: open m0\nt4: open m0\nt5: open m0\nschedule\n", 7, "a schedule with 5 threads; allowed: 2 to 4")]
    [InlineData(Calls + "\nexpect v5.10 clean\nschedule\n", 6, "the schedule stands after the first expect line")]
    [InlineData("scope mdevs=1 kvms=1\ncreate m0\nt1: remove m0\n", 3, "'t1:' needs features=eventfds")]
    [InlineData("scope mdevs=1 kvms=1\ncreate m0\nt1: open m1\nt2: open m0\nschedule\n", 3, "m1 is not in the scope")]
    public void What_is_wrong_is_named_with_its_line(string text, int line, string message)
    {
        Assert.Null(TraceFile.Parse("f", Encoding.UTF8.GetBytes(text), out var error));
        Assert.StartsWith($"f:{line}: {message}", error!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_at_once_are_few()
    {
        var calls = string.Concat(Enumerable.Range(0, Trace.CallsMax - 1).Select(_ => "t1: open m0\n"));

        Assert.Equal(Trace.CallsMax, Read($"scope mdevs=1 kvms=1\n{calls}t2: open m0\nschedule\n").Threads.Sum(thread => thread.Calls.Length));
        Assert.Null(TraceFile.Parse("f", Encoding.UTF8.GetBytes($"scope mdevs=1 kvms=1\n{calls}t2: open m0\nt2: open m0\nschedule\n"), out var error));
        Assert.Equal("f:14: 13 calls at once; allowed: at most 12", error!.ToString());
    }

    private static Trace Read(string text)
    {
        var file = TraceFile.Parse("f", Encoding.UTF8.GetBytes(text), out var error);
        Assert.Null(error);
        return file!.Trace;
    }
}
