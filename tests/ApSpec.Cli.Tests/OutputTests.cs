using System.Text.Json;

namespace ApSpec.Cli.Tests;

public sealed class OutputTests : IDisposable
{
    private static readonly string[] SmallCheck = ["check", "-r", "v5.10", "--scope", "mdevs=1 kvms=1", "--traces", "200"];
    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void Jsonl_output_is_nothing_but_json_objects()
    {
        var lines = Lines(command.Run(1, [.. SmallCheck, "--format", "jsonl"]).Output);

        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal("v5.10", json.RootElement.GetProperty("revision").GetString());
            var operations = json.RootElement.GetProperty("operations").GetArrayLength();
            if (json.RootElement.TryGetProperty("atOnce", out var atOnce))
                Assert.InRange(atOnce.GetArrayLength(), 2, operations);
            else
                Assert.Equal(json.RootElement.GetProperty("length").GetInt32(), operations);
        });
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_output() =>
        Assert.Equal(command.Run(1, [.. SmallCheck, "--jobs", "1"]).Output, command.Run(1, [.. SmallCheck, "--jobs", "2"]).Output);

    [Fact]
    public void A_run_equal_to_the_expected_matrix_exits_0()
    {
        var matrix = command.Write("m.jsonl", command.Run(1, [.. SmallCheck, "--format", "jsonl"]).Output);

        Assert.Contains("the expected one", command.Run(0, [.. SmallCheck, "--expect", matrix]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_differs_from_the_expected_matrix_is_named()
    {
        var lines = Lines(command.Run(1, [.. SmallCheck, "--format", "jsonl"]).Output);
        var dropped = JsonDocument.Parse(lines[0]).RootElement;
        var matrix = command.Write("m.jsonl", string.Join('\n', lines.Skip(1)));

        var error = command.Run(1, [.. SmallCheck, "--expect", matrix]).Error;

        Assert.Contains($"v5.10 {dropped.GetProperty("rule")} by {dropped.GetProperty("trigger")}: expected no violation", error, StringComparison.Ordinal);
        Assert.Contains("1 cells differ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_cell_twice_in_a_matrix_is_bad_input()
    {
        var lines = Lines(command.Run(1, [.. SmallCheck, "--format", "jsonl"]).Output);
        var matrix = command.Write("m.jsonl", lines[0] + "\n" + lines[0] + "\n");

        Assert.Contains("m.jsonl:2:", command.Run(2, [.. SmallCheck, "--expect", matrix]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Minimize_writes_a_trace_that_replays_as_expected()
    {
        var trace = command.Write("t.trace", "scope mdevs=2 kvms=1\ncreate m1\ncreate m0\nopen m0\nset_kvm m0 k0\nset_kvm m0 null\n");

        command.Run(1, "minimize", trace, "-r", "v5.10", "--rule", "HOOK-01", "-o", "out.trace");

        Assert.Contains("expect v5.10 HOOK-01@4", command.Read("out.trace"), StringComparison.Ordinal);
        command.Run(1, "minimize", "out.trace", "-r", "v5.10", "--rule", "HOOK-01", "-o", "out.trace", "--force");
        var replayed = command.Run("replay", "out.trace", "-r", "v5.10");
        Assert.Contains("HOOK-01 step 4:", replayed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Force_overwrites_a_file()
    {
        var path = command.Write("d.svg", "old");

        command.Run(0, "diagram", "--format", "svg", "-o", path, "--force");

        Assert.StartsWith("<", command.Read("d.svg"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_may_be_named_in_small_letters() =>
        Assert.StartsWith("KVM-01", command.Run(0, "rules", "--rule", "kvm-01").Output, StringComparison.Ordinal);

    [Fact]
    public void A_trace_on_the_command_line_is_that_of_a_file()
    {
        const string text = "scope mdevs=1 kvms=1\ncreate m0\nopen m0\n";

        Assert.Equal(
            command.Run(0, "replay", command.Write("t.trace", text)).Output,
            command.Run(0, "replay", "--trace", text.TrimEnd().Replace("\n", "; ", StringComparison.Ordinal)).Output);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
