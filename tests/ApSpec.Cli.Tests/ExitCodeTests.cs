namespace ApSpec.Cli.Tests;

public sealed class ExitCodeTests : IDisposable
{
    private const string Attach = "scope mdevs=1 kvms=1\ncreate m0\nopen m0\nset_kvm m0 k0\n";
    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void Replay_exits_0_when_no_rule_is_violated() =>
        Assert.Contains("no rule is violated", command.Run(0, "replay", command.Write("t.trace", Attach)).Output, StringComparison.Ordinal);

    [Fact]
    public void Replay_exits_1_when_a_rule_is_violated()
    {
        var result = command.Run(1, "replay", command.Write("t.trace", Attach + "set_kvm m0 null\n"), "-r", "v5.10");

        Assert.Contains("HOOK-01 step 4:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_exits_0_when_the_violations_are_the_expected_ones()
    {
        var file = command.Write("t.trace", Attach + "set_kvm m0 null\nexpect v5.3..v5.10 KVM-01@4 HOOK-01@4\nexpect v5.11 clean\n");

        Assert.Contains("as expected", command.Run(0, "replay", file).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_exits_1_when_the_violations_are_not_the_expected_ones()
    {
        var file = command.Write("t.trace", Attach + "set_kvm m0 null\nexpect v5.10 KVM-01@3\n");

        Assert.Contains("NOT as expected", command.Run(1, "replay", file, "-r", "v5.10").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_former_name_of_a_revision_still_says_what_is_expected_of_it()
    {
        var file = command.Write("t.trace", "scope mdevs=1 kvms=1\ncreate m0\nexpect v6.16-fixed KVM-01@1\n");

        Assert.Contains("NOT as expected: expect v7.2 KVM-01@1", command.Run(1, "replay", file, "-r", "v7.2").Output, StringComparison.Ordinal);
        Assert.Contains("NOT as expected", command.Run(1, "replay", file, "-r", "v6.16-fixed").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_exits_1_when_a_rule_is_violated() =>
        command.Run(1, "check", "-r", "v5.10", "--rule", "HOOK-01", "--scope", "mdevs=1 kvms=1", "--traces", "200");

    [Fact]
    public void Check_exits_0_and_says_sampled_when_no_violation_is_found()
    {
        var result = command.Run(0, "check", "-r", "v5.11", "--rule", "LOCK-01", "--scope", "mdevs=1 kvms=1", "--traces", "200");

        Assert.Contains("sampled", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("holds", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Minimize_exits_1_with_a_counterexample_and_0_without()
    {
        var file = command.Write("t.trace", Attach + "set_kvm m0 null\n");

        command.Run(1, "minimize", file, "-r", "v5.10", "--rule", "KVM-01");
        Assert.Contains("no rule is violated", command.Run(0, "minimize", file, "-r", "v5.11", "--rule", "KVM-01").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explore_exits_1_when_a_rule_is_violated() => command.Run(1, "explore", "-r", "v5.10", "--scope", "mdevs=1 kvms=1");

    [Fact]
    public void Explore_exits_4_when_a_budget_cuts_it_off_before_any_violation()
    {
        var result = command.Run(4, "explore", "-r", "v5.11", "--scope", "mdevs=1 kvms=1", "--states", "2");

        Assert.Contains("no verdict: stopped at 2 states", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_exits_0_with_a_difference_and_4_when_the_budget_ends_first()
    {
        Assert.Contains("differ at step 4", command.Run(0, "diff", "v5.10", "v5.11").Output, StringComparison.Ordinal);
        Assert.Contains("no verdict", command.Run(4, "diff", "v5.10", "v5.11", "--states", "3").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_of_a_revision_with_itself_is_exhausted() =>
        Assert.Contains("no difference in behaviour",
            command.Run(0, "diff", "v5.11", "v5.11", "--scope", "mdevs=1 kvms=1").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("rules", "KVM-01")]
    [InlineData("revisions", "v5.10")]
    [InlineData("diagram", "Attached")]
    public void The_lists_exit_0(string name, string expected) =>
        Assert.Contains(expected, command.Run(0, name).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData()]
    [InlineData("--size", "ten-million")]
    public void The_benchmark_is_listed_and_names_the_launcher_that_runs_it(params string[] options)
    {
        Assert.Contains("\n  bench ", command.Run(0, "--help").Output, StringComparison.Ordinal);
        Assert.Equal("apspec: bench: is a program beside this one; './apspec bench' of a checkout builds and runs it\n", command.Run(2, ["bench", .. options]).Error);
    }

    [Theory]
    [InlineData()]
    [InlineData("check")]
    [InlineData("replay")]
    [InlineData("minimize")]
    [InlineData("explore")]
    [InlineData("diff")]
    [InlineData("diagram")]
    [InlineData("rules")]
    [InlineData("revisions")]
    [InlineData("docs")]
    public void Each_command_has_a_help(params string[] name)
    {
        var help = command.Run(0, [.. name, "--help"]).Output;

        Assert.Contains("Usage:", help, StringComparison.Ordinal);
        Assert.Contains("--help", help, StringComparison.Ordinal);
    }
}
