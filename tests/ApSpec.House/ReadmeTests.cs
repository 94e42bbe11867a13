namespace ApSpec.House;

public sealed class ReadmeTests
{
    private const string TestCommand = "dotnet test ApSpec.sln";

    [Fact]
    public void The_readme_shows_the_check_then_the_tests()
    {
        var commands = Commands(RepoTree.Lines("README.md"));

        Assert.InRange(commands.IndexOf("./apspec check"), 0, commands.IndexOf(TestCommand));
    }

    [Fact]
    public void The_ci_runs_the_test_command_of_the_readme()
    {
        Assert.Contains(RepoTree.Lines(".ci/run"), line => line.Trim() == $"stage test {TestCommand}");
    }

    [Fact]
    public void Commands_are_the_lines_of_code_blocks_without_prompt_and_comment()
    {
        Assert.Equal(["./apspec check", "ls"], Commands(["dotnet build", "```sh", "$ ./apspec check   # all", "", "ls", "```", "rm"]));
    }

    private static List<string> Commands(string[] lines)
    {
        var commands = new List<string>();
        var inBlock = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inBlock = !inBlock;
                continue;
            }

            var command = line.Split(" #")[0].Trim();
            command = command.StartsWith("$ ", StringComparison.Ordinal) ? command[2..] : command;
            if (inBlock && command.Length > 0)
            {
                commands.Add(command);
            }
        }

        return commands;
    }
}
