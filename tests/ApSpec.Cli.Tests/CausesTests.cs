using System.Text.RegularExpressions;

namespace ApSpec.Cli.Tests;

/// <summary>What <c>check</c> prints of causes: a summary, or the tables of one.</summary>
public sealed class CausesTests : IDisposable
{
    private static readonly string[] V510 = ["check", "-r", "v5.10", "--scope", "mdevs=1 kvms=1 features=masks", "--traces", "300"];
    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData("0", "--cause 0: allowed are 1 and above")]
    [InlineData("-1", "--cause -1: allowed are 1 and above")]
    [InlineData("99", "--cause 99: v5.10 has ")]
    public void A_cause_that_is_not_there_is_bad_input(string cause, string error) =>
        Assert.Contains(error, command.Run(2, [.. V510, "--cause", cause]).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData]
    [InlineData("-r", "v5.10", "-r", "v5.11")]
    public void A_cause_is_of_one_revision(params string[] revisions)
    {
        var result = command.Run(2, ["check", "--cause", "1", .. revisions]);

        Assert.Contains("--cause is of one check: give one --revision or one --driver", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_cause_is_printed_with_its_tables()
    {
        var text = command.Run(1, [.. V510, "--cause", "1"]).Output;

        Assert.StartsWith("cause 1: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cause 2: ", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^v5.10 violates CALL-03 at step 3", text);
        Assert.Matches(@"(?m)^ +3 open m0 ", text);
    }

    [Fact]
    public void The_numbers_of_the_summary_are_those_of_the_causes_with_the_same_rules()
    {
        var full = command.Run(1, [.. V510, "--full"]).Output;
        var summary = Starts(command.Run(1, V510).Output, @"^ +(?<number>\d+)  (?<what>[A-Z]+, [^:]+: [A-Z]+-\d+)");
        var causes = Starts(full, @"^cause (?<number>\d+): (?<what>[A-Z]+, [^:]+: [A-Z]+-\d+)");

        Assert.True(summary.Length > 1);
        Assert.Equal(summary.Select(cause => cause.Number), summary.Select(cause => causes.Single(one => one.Number == cause.Number).Number));
        Assert.All(summary, cause => Assert.Contains(causes, one => one.Number == cause.Number && SameRule(one.What, cause.What)));
    }

    [Fact]
    public void Hostile_causes_come_last_and_the_summary_only_counts_them()
    {
        string[] v511 = ["check", "-r", "v5.11", "--scope", "mdevs=1 kvms=1 features=masks profile=hostile", "--traces", "300"];
        var summary = command.Run(1, v511).Output;

        Assert.Matches("and [0-9]+ takes? calls that no VFIO core makes: --full", summary);
        Assert.DoesNotContain("only a VFIO core that misbehaves", summary, StringComparison.Ordinal);
        Assert.Contains("only a VFIO core that misbehaves", command.Run(1, [.. v511, "--full"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_prints_every_cause_and_the_matrix()
    {
        var text = command.Run(1, [.. V510, "--full"]).Output;

        Assert.Contains("cause 2: ", text, StringComparison.Ordinal);
        AssertTable(text);
        Assert.DoesNotContain("--cause N", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_named_is_printed_with_tables()
    {
        var text = command.Run(1, [.. V510, "--rule", "KVM-01"]).Output;

        AssertTable(text);
        Assert.DoesNotContain("violates HOOK-01", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_has_no_tables_and_says_how_to_see_them()
    {
        var text = command.Run(1, V510).Output;

        Assert.DoesNotContain("v5.10 violates", text, StringComparison.Ordinal);
        Assert.Contains("tables: --cause N, --rule ID or --full", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_revisions_fit_on_a_screen()
    {
        var text = command.Run(1, "check", "--traces", "500", "--jobs", "2").Output;
        var lines = text.TrimEnd().Split('\n');

        Assert.InRange(lines.Length, 30, 60);
        Assert.All(lines, line => Assert.True(line.Length <= 72, line));
        Assert.Matches("and [0-9]+ more: --revision v5.10", text);
    }

    [Fact]
    public void A_summary_of_one_revision_is_not_wider_than_a_mail() =>
        Assert.All(command.Run(1, "check", "-r", "v5.11", "--traces", "300").Output.Split('\n'), line => Assert.True(line.Length <= 72, line));

    private static void AssertTable(string text)
    {
        Assert.Contains("v5.10 violates KVM-01 at step 4", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +4 set_kvm m0 null +0 ", text);
    }

    private static bool SameRule(string what, string other) => what.Split(' ')[^1] == other.Split(' ')[^1];

    private static (string Number, string What)[] Starts(string text, string pattern) =>
        [.. Regex.Matches(text, pattern, RegexOptions.Multiline).Select(match => (match.Groups["number"].Value, match.Groups["what"].Value))];
}
