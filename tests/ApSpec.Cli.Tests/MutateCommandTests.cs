using System.Text.Json;
using System.Text.RegularExpressions;

namespace ApSpec.Cli.Tests;

/// <summary><c>mutate</c>: its exit code, and what it prints.</summary>
public sealed class MutateCommandTests : IDisposable
{
    private static readonly string[] Small =
        ["mutate", "-r", "v5.11", "--scope", "mdevs=1 kvms=1 adapters=05 domains=0006 features=none", "--traces", "30", "--states", "10"];

    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void The_score_comes_first_and_a_run_that_is_complete_exits_0()
    {
        var lines = command.Run(0, Small).Output.Split('\n');

        Assert.Matches(@"^v5\.11: \d+ of \d+ mutants that can be seen are noticed: \d+\.\d %$", lines[0]);
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^ *\d+ Get +drop KVM-02 +3$"));
    }

    [Fact]
    public void A_score_that_is_not_reached_exits_1() => command.Run(1, [.. Small, "--min-score", "100"]);

    [Fact]
    public void Jsonl_is_one_object_a_mutant()
    {
        var lines = command.Run(0, [.. Small, "--format", "jsonl"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal("v5.11", json.RootElement.GetProperty("revision").GetString());
        });
    }
}
