using System.Text.RegularExpressions;

namespace ApSpec.House;

public sealed class WordTests
{
    [Fact]
    public void No_file_holds_a_forbidden_word()
    {
        var files = RepoTree.Files.Where(f => !Allowed.WordFiles.ContainsKey(f)).ToArray();

        Assert.NotEmpty(files);
        Judge.NoFindings(files.SelectMany(f => Findings(f, RepoTree.Lines(f))));
    }

    [Theory]
    [InlineData("see /home/ann/linux")]
    [InlineData("cd \"/root/apspec\"")]
    [InlineData("/work/tree")]
    [InlineData(@"C:\Users\ann")]
    [InlineData("// TODO: later")]
    [InlineData("# todo")]
    [InlineData("#region Fields")]
    public void A_forbidden_word_is_found_with_its_line(string line)
    {
        Assert.StartsWith("docs/a.md:2: holds ", Assert.Single(Findings("docs/a.md", ["fine", line])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/vfio/1 and /sys/devices/vfio_ap/matrix")]
    [InlineData("spec/work/list")]
    [InlineData("~/work/linux")]
    [InlineData("the method of Todorov")]
    public void A_path_or_word_that_only_looks_alike_is_fine(string line)
    {
        Assert.Empty(Findings("docs/a.md", [line]));
    }

    private static IEnumerable<string> Findings(string path, string[] lines) =>
        from numbered in lines.Index()
        from word in Allowed.ForbiddenWords
        where Regex.IsMatch(numbered.Item, word.Pattern, RegexOptions.IgnoreCase)
        select $"{path}:{numbered.Index + 1}: holds {word.Name}: {numbered.Item.Trim()}";
}
