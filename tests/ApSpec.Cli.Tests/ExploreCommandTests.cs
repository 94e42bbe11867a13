using System.Text.RegularExpressions;

namespace ApSpec.Cli.Tests;

public sealed class ExploreCommandTests : IDisposable
{
    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void Like_objects_stand_for_the_states_of_the_whole_search()
    {
        string[] search = ["explore", "-r", "v5.10", "--scope", "mdevs=2 kvms=1"];
        var whole = command.Run(1, search).Output;

        var alike = command.Run(1, [.. search, "--alike"]).Output;

        var counts = Regex.Match(whole, @"states ([\d,]+, transitions [\d,]+\d)").Groups[1].Value;
        Assert.Contains($"  that stands for: states {counts}, dead ends 0, ", alike, StringComparison.Ordinal);
        Assert.Matches(@"\n  alike: mdevs, as tried in [\d,]+ states\n", alike);
        Assert.Equal(Lengths(whole), Lengths(alike));

        static string[] Lengths(string text) => [.. Regex.Matches(text, @"(?m)^  ([A-Z]+-\d+ +\d+):").Select(match => match.Groups[1].Value)];
    }

    [Fact]
    public void Objects_that_are_not_alike_are_told_apart_and_named_with_a_trace()
    {
        var text = command.Run(1, "explore", "-r", "v5.10", "--scope", "mdevs=1 kvms=1 adapters=05,06 features=masks", "--alike").Output;

        Assert.Contains("adapters are not alike, this ends otherwise with two of them exchanged: ", Regex.Replace(text, @"\n +", " "), StringComparison.Ordinal);
        Assert.Contains("remove m0\n  no verdict: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("  alike: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void More_exchanges_than_can_be_compared_are_refused()
    {
        var error = command.Run(2, "explore", "--alike", "--scope", "mdevs=8 kvms=8").Error;

        Assert.Equal("apspec: --alike: 1,625,702,400 ways to exchange the objects of this scope; allowed are 5,040\n", error);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        string[] search = ["explore", "-r", "v5.11", "-r", "patch-v3", "--scope", "mdevs=2 kvms=1", "--states", "3000"];

        Assert.Equal(command.Run(1, [.. search, "--jobs", "1"]).Output, command.Run(1, [.. search, "--jobs", "3"]).Output);
    }

    [Fact]
    public void A_search_that_needs_more_memory_than_allowed_has_no_verdict()
    {
        var text = command.Run(1, "explore", "-r", "v5.10", "--scope", "mdevs=2 kvms=2", "--memory", "1").Output;

        Assert.Matches(@"\n  no verdict: out of memory at [\d,]+ states, allowed are 1 MiB\n", text);
    }

    [Theory]
    [InlineData("--alike")]
    [InlineData("--jobs=2")]
    [InlineData("--memory=10")]
    public void Options_of_states_do_not_go_with_threads(string option)
    {
        var error = command.Run(2, "explore", "--threads", option).Error;

        Assert.Equal("apspec: --jobs, --memory and --alike are of a search over states: leave out --threads\n", error);
    }
}
