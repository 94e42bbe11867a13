using System.Text.RegularExpressions;

namespace ApSpec.House;

public sealed class DeterminismTests
{
    [Fact]
    public void Spec_and_src_use_no_clock_no_unseeded_random_and_no_thread()
    {
        var files = RepoTree.FilesEnding(".cs", "spec/", "src/");

        Judge.NoFindings(files.Where(f => !IsExcepted(f)).SelectMany(f => Findings(f, RepoTree.Lines(f))));
    }

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    [InlineData("var r = new Random(1);")]
    [InlineData("Random r = new();")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var t = Environment.TickCount64;")]
    [InlineData("var w = Stopwatch.StartNew();")]
    [InlineData("await Task.Run(Work);")]
    [InlineData("var t = new Thread(Work);")]
    [InlineData("Thread.Sleep(1); // a while")]
    public void A_source_of_difference_is_found_with_its_line(string line)
    {
        Assert.StartsWith("src/A.cs:2: uses a", Assert.Single(Findings("src/A.cs", ["", line])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/// <summary>Thread.Sleep of the kernel, in virtual time.</summary>")]
    [InlineData("var next = schedule.Thread;")]
    [InlineData("var random = new Xoshiro(seed); // not new Random(1)")]
    public void Comments_and_the_models_own_words_are_fine(string line)
    {
        Assert.Empty(Findings("src/A.cs", [line]));
    }

    [Fact]
    public void The_exceptions_are_files_or_folders_not_prefixes()
    {
        Assert.True(IsExcepted("src/ApSpec.Cli/Program.cs"));
        Assert.False(IsExcepted("src/ApSpec.Client/Program.cs"));
        Assert.False(IsExcepted("src/ApSpec.Search/CampaignWorkers.cs.cs"));
    }

    private static bool IsExcepted(string path) =>
        Allowed.NondeterminismFiles.Keys.Any(e => path == e || (e.EndsWith('/') && path.StartsWith(e, StringComparison.Ordinal)));

    private static IEnumerable<string> Findings(string path, string[] lines) =>
        from numbered in lines.Index()
        let code = numbered.Item.Split("//")[0]
        from source in Allowed.Nondeterminism
        where Regex.IsMatch(code, source.Pattern)
        select $"{path}:{numbered.Index + 1}: uses {source.Name}: {code.Trim()}";
}
