using System.Text.RegularExpressions;

namespace ApSpec.House;

/// <summary>
/// Kinds of tests. One marked <c>Kind=Long</c> is left out by tests/Short.runsettings, which a plain <c>dotnet test</c> uses, and run by
/// <c>.ci/run</c> with tests/Long.runsettings. No test waits for time to pass or looks at a clock: on a busy machine it would fail.
/// </summary>
public sealed class KindTests
{
    private const string Long = "Trait(\"Kind\", \"Long\")";

    private static readonly string[] Samples = ["tests/ApSpec.House/DeterminismTests.cs", "tests/ApSpec.House/KindTests.cs", "tests/ApSpec.House/Allowed.cs"];

    private static readonly IEnumerable<string> Files = RepoTree.FilesEnding(".cs", "tests/").Except(Samples);

    [Fact]
    public void Long_is_the_only_trait()
    {
        Assert.Contains(Files, file => RepoTree.Text(file).Contains(Long, StringComparison.Ordinal));
        Judge.NoFindings(Files.SelectMany(file => Traits(file, RepoTree.Lines(file))));
    }

    [Fact]
    public void No_test_sleeps_or_looks_at_a_clock()
    {
        Judge.NoFindings(Files.SelectMany(file => Clocks(file, RepoTree.Lines(file))));
    }

    [Theory]
    [InlineData("short", "Kind!=Long")]
    [InlineData("long", "Kind=Long")]
    public void The_settings_of_the_two_runs_ask_for_the_trait(string run, string filter)
    {
        var settings = RepoTree.Text($"tests/{char.ToUpperInvariant(run[0])}{run[1..]}.runsettings");

        Assert.Contains($"<TestCaseFilter>{filter}</TestCaseFilter>", settings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Trait(\"Kind\", \"Slow\")]")]
    [InlineData("[Fact, Trait(\"Category\", \"Long\")]")]
    public void Another_trait_is_found_with_its_line(string line)
    {
        Assert.StartsWith("tests/A.cs:2: ", Assert.Single(Traits("tests/A.cs", [$"[{Long}]", line])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Thread.Sleep(10);")]
    [InlineData("await Task.Delay(20);")]
    [InlineData("SpinWait.SpinUntil(() => isDone);")]
    [InlineData("var clock = Stopwatch.StartNew();")]
    [InlineData("var now = DateTime.UtcNow;")]
    public void A_wait_and_a_clock_are_found_with_their_line(string line)
    {
        Assert.StartsWith("tests/A.cs:2: ", Assert.Single(Clocks("tests/A.cs", ["// Thread.Sleep(1)", line])), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Traits(string path, string[] lines) =>
        from numbered in lines.Index()
        where Regex.IsMatch(numbered.Item, @"\bTrait(Attribute)?\(") && !numbered.Item.Contains(Long, StringComparison.Ordinal)
        select $"{path}:{numbered.Index + 1}: {numbered.Item.Trim()}: the only trait is {Long}";

    private static IEnumerable<string> Clocks(string path, string[] lines) =>
        from numbered in lines.Index()
        let code = numbered.Item.Split("//")[0]
        from source in Allowed.Nondeterminism.Where(source => source.Name == "a clock").Append(Allowed.Wait)
        where Regex.IsMatch(code, source.Pattern)
        select $"{path}:{numbered.Index + 1}: uses {source.Name}: {code.Trim()}";
}
