using System.Text.Json;
using System.Text.RegularExpressions;

namespace ApSpec.Cli.Tests;

/// <summary>Calls at once as a user makes them: <c>explore --threads</c>, <c>replay</c>, <c>minimize</c>, <c>museum --threads</c>.</summary>
public sealed partial class ThreadCommandsTests : IDisposable
{
    private const string Calls = """
        # two calls that meet
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        set_kvm m0 k0
        open m0
        t1: release m0
        t2: aqic_enable k0 05.0006 isc=3 nib=0x12000
        schedule

        """;

    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void What_a_search_finds_is_shown_again_by_the_schedule_it_prints()
    {
        var found = command.Run(1, "explore", "--threads", command.Write("c.trace", Calls), "-r", "v5.10").Output;
        var schedule = Schedules().Match(Regex.Replace(found, @"\n +", " ")).Value;

        var shown = command.Run(1, "replay", command.Write("s.trace", Calls.Replace("schedule", schedule, StringComparison.Ordinal)), "-r", "v5.10").Output;

        Assert.Contains("1 preemption: MEM-02 NULL dereference of matrix_mdev in handle_pqap", Regex.Replace(found, @"\n +", " "), StringComparison.Ordinal);
        Assert.Contains("  MEM-02 NULL dereference of matrix_mdev in handle_pqap", shown, StringComparison.Ordinal);
        Assert.Contains("-- preempted --", shown, StringComparison.Ordinal);
        Assert.Contains("then at once, 1 preemption: schedule", shown, StringComparison.Ordinal);
        Assert.All(shown.Split('\n'), line => Assert.True(line.Length <= 72, line));
    }

    [Fact]
    public void The_sibling_with_the_fix_is_clean_in_every_schedule()
    {
        var found = command.Run(0, "explore", "--threads", command.Write("c.trace", Calls), "-r", "v5.15").Output;

        Assert.Matches(@"(?m)^  v5\.15: states [0-9,]+, steps [0-9,]+, ends [0-9]+, dead ends 0$", found);
        Assert.DoesNotContain("preemption", found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_is_said_and_is_no_proof()
    {
        var file = command.Write("c.trace", Calls);

        Assert.Contains("every schedule with at most 0 preemptions", command.Run(4, "explore", "--threads", file, "-r", "v5.15", "--preemptions", "0").Output, StringComparison.Ordinal);
        Assert.Contains("stopped at ", command.Run(4, "explore", "--threads", file, "-r", "v5.15", "--states", "50").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Shortening_that_was_cut_off_is_no_verdict()
    {
        var text = command.Run(4, "minimize", command.Write("c.trace", Calls), "-r", "v5.10", "--states", "20").Output;

        Assert.Contains("v5.10: no verdict on schedules beyond those searched", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing is violated", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_ran_out_of_time_says_so_of_calls_at_once_and_prints_what_it_has()
    {
        var text = command.Run(4, "check", "-r", "v7.2", "--time", "1ms").Output;

        Assert.Contains("v7.2, calls at once: no verdict", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72, line));
    }

    [Fact]
    public void A_revision_whose_kernel_makes_no_such_calls_is_named() =>
        Assert.Contains("v7.2: not applicable, its kernel makes no such calls", command.Run(0, "explore", "--threads", "--set", "two-ends", "-r", "v7.2").Output, StringComparison.Ordinal);

    [Fact]
    public void Whole_calls_that_violate_a_rule_twice_are_no_finding()
    {
        // The second open registers both notifiers again: two warnings of one call.
        var serial = "scope mdevs=1 kvms=1\ncreate m0\nset_kvm m0 k0\nt1: open m0\nt1: release m0\nt2: open m0\nt2: release m0\nschedule t1*17 t2\n";

        Assert.Contains("nothing is violated that needs a second thread", command.Run(0, "replay", command.Write("s.trace", serial), "-r", "v5.10").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_set_is_searched_and_an_unknown_one_refused_with_the_known_ones()
    {
        Assert.Contains("two-ends: the group taken from the guest, the last close", command.Run(1, "explore", "--threads", "--set", "two-ends", "-r", "patch-v1").Output,
            StringComparison.Ordinal);
        var refused = command.Run(2, "explore", "--threads", "--set", "two-end");
        Assert.Contains("no set 'two-end'; known: protect-close, ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Shortened_calls_are_written_as_a_trace_that_expects_the_finding()
    {
        var text = command.Run(1, "minimize", command.Write("c.trace", Calls), "-r", "v5.10", "-o", "short.trace").Output;
        var written = command.Read("short.trace");

        Assert.Contains("minimal: no operation can be left out", text, StringComparison.Ordinal);
        Assert.DoesNotContain("assign_adapter", written, StringComparison.Ordinal);
        Assert.Contains("expect v5.10 MEM-02@5", written, StringComparison.Ordinal);
        Assert.Contains("as expected", command.Run(0, "replay", "short.trace", "-r", "v5.10").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_is_drawn_as_a_sequence_diagram_and_nothing_else()
    {
        var text = command.Run(1, "replay", command.Write("s.trace", Calls.Replace("schedule", "schedule t2*2 t1 t2", StringComparison.Ordinal)), "-r", "v5.10", "--mermaid").Output;

        Assert.StartsWith("sequenceDiagram\n    participant t1 as t1: release m0\n", text, StringComparison.Ordinal);
        Assert.Contains("Note over t2: preempted", text, StringComparison.Ordinal);
        Assert.Contains("Note over t2: NULL dereference of matrix_mdev", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_museum_shows_a_race_where_it_is_and_not_where_it_is_mended()
    {
        var text = command.Run(0, "museum", "--threads", "b2", "-r", "patch-v1", "-r", "v5.11").Output;

        Assert.Matches(@"(?m)^B2    two-ends +1  \.$", text);
        Assert.Contains("known: B2, B4, ", command.Run(2, "museum", "--threads", "B1").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_tells_what_only_calls_at_once_show()
    {
        string[] check = ["check", "-r", "v5.15", "--traces", "20"];

        Assert.Contains("v5.15, calls at once: ", command.Run(1, check).Output, StringComparison.Ordinal);
        var line = command.Run(1, [.. check, "--format", "jsonl"]).Output.Split('\n').First(line => line.Contains("atOnce", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(line);
        Assert.Equal(1, json.RootElement.GetProperty("preemptions").GetInt32());
        Assert.StartsWith("schedule t", json.RootElement.GetProperty("schedule").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bisect")]
    public void A_command_that_runs_no_threads_refuses_the_trace(params string[] words) =>
        Assert.Contains("c.trace: calls at once ('schedule') are run by 'replay', 'minimize', 'explore --threads' and 'driver cross-check' only",
            command.Run(2, [.. words, command.Write("c.trace", Calls)]).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("explore", "--threads", "plain.trace")]
    [InlineData("explore", "c.trace")]
    [InlineData("explore", "--threads", "c.trace", "--set", "two-ends")]
    [InlineData("explore", "--threads", "--scope", "mdevs=1")]
    [InlineData("explore", "--threads", "c.trace", "--preemptions", "-1")]
    [InlineData("explore", "--threads", "c.trace", "--preemptions", "x")]
    [InlineData("explore", "--preemptions", "1")]
    [InlineData("replay", "c.trace", "--mermaid")]
    [InlineData("museum", "--threads", "--states", "10")]
    [InlineData("museum", "--threads", "--expect", "c.trace")]
    [InlineData("replay", "plain.trace", "--mermaid")]
    [InlineData("replay", "c.trace", "--driver", "nowhere")]
    [InlineData("minimize", "c.trace", "--driver", "nowhere")]
    [InlineData("museum", "--threads", "--format", "jsonl")]
    public void What_does_not_go_together_is_refused(params string[] words)
    {
        command.Write("c.trace", Calls);
        command.Write("plain.trace", "scope mdevs=1 kvms=1\ncreate m0\n");

        var refused = command.Run(2, words);

        Assert.Equal("", refused.Output);
        Assert.NotEqual("", refused.Error);
    }

    [GeneratedRegex("schedule t[0-9*t ]+")]
    private static partial Regex Schedules();
}
