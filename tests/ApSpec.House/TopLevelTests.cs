namespace ApSpec.House;

public sealed class TopLevelTests
{
    [Fact]
    public void Names_at_the_top_of_the_tree_are_the_allowed_ones()
    {
        Assert.NotEmpty(RepoTree.Files);
        Judge.NoFindings(Strangers(RepoTree.Files));
    }

    [Fact]
    public void A_stranger_at_the_top_is_found()
    {
        Assert.Equal(
            ["scratch is not an allowed name at the top of the tree"],
            Strangers(["src/ApSpec.Cli/Program.cs", "scratch/notes.md", "README.md"]));
    }

    private static IEnumerable<string> Strangers(IEnumerable<string> files) =>
        files.Select(f => f.Split('/')[0]).Distinct().Where(name => !Allowed.TopLevel.Contains(name))
            .Select(name => $"{name} is not an allowed name at the top of the tree");
}
