using System.Text.RegularExpressions;

namespace ApSpec.House;

/// <summary>How many revisions, rules, museum entries and scopes there are says the program; a number in prose is wrong with the next one.</summary>
public sealed partial class CountTests
{
    // What was, with its date; and what is pinned or measured by a command, which stands beside it.
    private static readonly string[] History = ["CHANGELOG.md"];

    [Fact]
    public void No_number_in_prose_says_how_many_there_are()
    {
        var files = RepoTree.FilesEnding(".md").Concat(RepoTree.FilesEnding(".cs", "spec/", "src/", "generators/")).Except(History).ToArray();

        Assert.Contains("README.md", files);
        Judge.NoFindings(files.SelectMany(file => Findings(file, RepoTree.Text(file))));
    }

    [Theory]
    [InlineData("in each of the 17 revisions")]
    [InlineData("each of the 60 entries")]
    [InlineData("runs in seventeen\nsmall worlds, judges")]
    [InlineData("all 1,020 museum cells")]
    [InlineData("/// the ten\n/// rules")]
    [InlineData("Ninety-one rules hold")]
    public void A_count_is_found_with_its_line(string text)
    {
        Assert.StartsWith("a.md:2: ", Assert.Single(Findings("a.md", "\n" + text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the three revisions of the thread")]
    [InlineData("every state of two small scopes")]
    [InlineData("from 5.10 revisions were written")]
    [InlineData("170,000 traces and six million steps agree")]
    [InlineData("rule MASK-18 rules it out")]
    public void A_few_that_are_named_and_other_numbers_are_fine(string text)
    {
        Assert.Empty(Findings("a.md", text));
    }

    private static IEnumerable<string> Findings(string path, string text) =>
        from count in Count().Matches(text)
        select $"{path}:{text.AsSpan(0, count.Index).Count('\n') + 1}: '{Regex.Replace(count.Value, @"\s+", " ")}': let the program say how many";

    // Up to three are named one by one where they are spoken of.
    private const string Number =
        "(?:[4-9]|[1-9][0-9,]*[0-9]|(?:four|five|six|seven|eight|nine)(?:teen|ty)?|(?:thir|fif)(?:teen|ty)|(?:twen|for|eigh)ty|ten|eleven|twelve"
        + "|eighteen|hundred)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?";

    private const string Between = @"(?:\s|///)+"; // a line may end anywhere
    private const string Adjective = "[a-z]+";
    private const string Things = "(?:revisions|rules|entries|exhibits|scopes|worlds|defects|bugs|cells)";

    [GeneratedRegex($@"(?<![\w.,@-]){Number}(?:{Between}{Adjective})?{Between}{Things}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Count();
}
