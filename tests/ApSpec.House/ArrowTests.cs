namespace ApSpec.House;

public sealed class ArrowTests
{
    private const int ProjectsMin = 25;

    [Fact]
    public void Projects_use_only_the_projects_the_design_allows()
    {
        Assert.InRange(ProjectFile.All.Count, ProjectsMin, int.MaxValue);
        Judge.NoFindings(Arrows.Findings(ProjectFile.All));
    }

    [Fact]
    public void A_driver_that_uses_the_rules_is_found()
    {
        var text = """<Project><ItemGroup><ProjectReference Include="../../spec/ApSpec.Rules/ApSpec.Rules.csproj" /></ItemGroup></Project>""";
        var project = ProjectFile.Parse("src/ApSpec.Drivers/ApSpec.Drivers.csproj", text, []);

        Assert.StartsWith("ApSpec.Drivers uses ApSpec.Rules", Assert.Single(Arrows.Findings([project])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_that_uses_a_test_project_through_a_glob_is_found()
    {
        var text = """<Project><ItemGroup><ProjectReference Include="../../tests/*/*.csproj" /></ItemGroup></Project>""";
        var project = ProjectFile.Parse("src/ApSpec.Cli/ApSpec.Cli.csproj", text, ["tests/ApSpec.House/ApSpec.House.csproj"]);

        Assert.StartsWith("ApSpec.Cli uses ApSpec.House", Assert.Single(Arrows.Findings([project])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_allowed_arrows_have_no_cycle()
    {
        Judge.NoFindings(Allowed.Arrows.Keys
            .Where(p => Arrows.Reach(p, Allowed.Arrows).Contains(p))
            .Select(p => $"{p} reaches itself"));
    }

    [Fact]
    public void The_allowed_arrows_keep_apart_what_must_not_meet()
    {
        Judge.NoFindings(Allowed.NeverReaches
            .Where(n => Arrows.Reach(n.User, Allowed.Arrows).Contains(n.Used))
            .Select(n => $"{n.User} reaches {n.Used}: {n.Why}"));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = RepoTree.Text("ApSpec.sln");

        Judge.NoFindings(ProjectFile.All
            .Where(p => !solution.Contains($"\\{p.Name}.csproj\"", StringComparison.Ordinal))
            .Select(p => $"{p.Name} is not in ApSpec.sln: dotnet sln ApSpec.sln add it"));
    }
}
