using System.Text.Json;

namespace ApSpec.Cli.Tests;

/// <summary>A run that time cut off does not look clean.</summary>
public sealed class TimeTests : IDisposable
{
    private static readonly string[] Endless = ["check", "-r", "v5.11", "--rule", "LOCK-01", "--traces", "100000000"];
    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void A_run_that_time_ended_before_anything_was_found_exits_4_and_says_what_was_not_done()
    {
        var text = command.Run(4, [.. Endless, "--time", "300ms"]).Output;

        Assert.Contains("NOT complete: stopped by --time, not repeatable. 0 of 13 scopes", text, StringComparison.Ordinal);
        Assert.Equal(13, text.Split('\n').Count(line => line.Contains("    not begun: ", StringComparison.Ordinal)
            || line.Contains("    cut off after ", StringComparison.Ordinal)));
        Assert.Contains("profile=hostile", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_are_told_each_scope_that_was_cut_off()
    {
        var lines = command.Run(4, [.. Endless, "--time", "300ms", "--format", "jsonl"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(13, lines.Length);
        Assert.All(lines, line =>
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(("v5.11", "time", 100_000_000), (json.RootElement.GetProperty("revision").GetString(),
                json.RootElement.GetProperty("cutOff").GetString(), json.RootElement.GetProperty("wanted").GetInt32()));
        });
    }

    [Fact]
    public void An_expected_matrix_that_a_run_cut_off_equals_is_no_verdict()
    {
        command.Write("none.jsonl", "");

        command.Run(4, [.. Endless, "--time", "100ms", "--expect", "none.jsonl"]);
    }

    [Fact]
    public void A_run_that_was_cut_off_is_no_matrix_to_expect()
    {
        command.Write("cut.jsonl", "{\"revision\":\"v5.11\",\"cutOff\":\"time\",\"scope\":\"mdevs=1\",\"traces\":0,\"wanted\":5}\n");

        Assert.Contains("cut.jsonl:1: a scope that was cut off", command.Run(2, "check", "--expect", "cut.jsonl").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("90")]
    [InlineData("90s")]
    [InlineData("90000ms")]
    [InlineData("2m")]
    [InlineData("0")]
    public void Time_has_units_and_a_bare_number_is_seconds(string time)
    {
        var text = command.Run(0, "check", "-r", "v5.11", "--rule", "LOCK-01", "--scope", "mdevs=1 kvms=1", "--traces", "10", "--time", time).Output;

        Assert.DoesNotContain("NOT complete", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5x")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1.5s")]
    [InlineData("25h")]
    [InlineData("1441m")]
    [InlineData("99999999999999999999ms")]
    public void Another_time_is_refused_with_what_is_allowed(string time) => Assert.Contains(
        $"--time {time}: allowed is a number of ms, s or m", command.Run(2, "check", "--time", time).Error, StringComparison.Ordinal);
}
