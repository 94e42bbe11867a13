using System.Text.Json;

namespace ApSpec.Cli.Tests;

/// <summary>Exit codes and output of the main job.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private static readonly string[] Small =
        ["check", "--revision", "v5.10", "--rule", "KVM-01", "--traces", "300", "--scope", "mdevs=1 kvms=1"];

    private readonly string folder = Directory.CreateTempSubdirectory("apspec").FullName;

    [Fact]
    public void A_violated_rule_exits_with_1_and_prints_the_command_that_shows_it_again()
    {
        var (exit, text, error) = Command.Run(Small);

        Assert.Equal(1, exit);
        Assert.Matches("^apspec: v5.10: found already, KVM-01 by [^\n]+: create m0; [^\n]+; the report follows\n$", error);
        Assert.Contains("v5.10 violates KVM-01 at step 4", text, StringComparison.Ordinal);
        Assert.Contains("./apspec replay --revision v5.10", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72, line));
    }

    [Fact]
    public void The_printed_command_shows_the_counterexample_again()
    {
        var text = Command.Run("check", "--revision", "v5.10", "--rule", "MASK-01", "--traces", "300",
            "--scope", "mdevs=1 kvms=1 features=masks").Out;
        var again = text[text.IndexOf("--trace '", StringComparison.Ordinal)..];
        var trace = again["--trace '".Length..again.IndexOf('\'', "--trace '".Length)];

        var (exit, replayed, _) = Command.Run("replay", "--revision", "v5.10", "--rule", "MASK-01", "--trace", trace);

        Assert.Equal(1, exit);
        Assert.Contains("MASK-01 step 5", replayed, StringComparison.Ordinal);
    }

    [Fact]
    public void No_violation_exits_with_0_and_is_called_sampled()
    {
        var (exit, text, _) = Command.Run("check", "--revision", "v5.11", "--rule", "KVM-03", "--traces", "300", "--scope", "mdevs=1 kvms=1");

        Assert.Equal(0, exit);
        Assert.Contains("sampled", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_are_one_object_a_finding_and_nothing_else()
    {
        var (_, text, error) = Command.Run([.. Small, "--format", "jsonl"]);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Empty(error);
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            foreach (var field in new[] { "revision", "rule", "step", "operations", "length", "minimal", "seed", "scope" })
                Assert.True(json.RootElement.TryGetProperty(field, out _), field);
        }
    }

    [Fact]
    public void A_trace_longer_than_the_golden_matrix_has_it_is_a_cell_that_differs()
    {
        var path = Path.Combine(folder, "matrix.jsonl");
        var golden = Command.Run([.. Small, "--format", "jsonl"]).Out;
        File.WriteAllText(path, golden.Replace("\"length\":4", "\"length\":5", StringComparison.Ordinal));
        var (exit, _, error) = Command.Run([.. Small, "--expect", path]);

        Assert.Equal(1, exit);
        Assert.Contains("v5.10 KVM-01 by set_kvm null: expected a violation of 5 operations", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exhaustive_search_that_a_bound_cuts_off_exits_with_4() => Assert.Equal(4,
        Command.Run("explore", "--revision", "v5.11", "--scope", "mdevs=1 kvms=1", "--states", "3").Exit);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
