using System.Xml.Linq;

namespace ApSpec.House;

public sealed class PackageTests
{
    [Fact]
    public void Packages_are_named_only_by_their_users()
    {
        Assert.Contains(ProjectFile.All, p => p.Packages.Contains("Stateless"));
        Judge.NoFindings(Packages.Findings(ProjectFile.All));
    }

    [Theory]
    [InlineData("src/ApSpec.Search/ApSpec.Search.csproj", "QuikGraph")]
    [InlineData("spec/ApSpec.Rules/ApSpec.Rules.csproj", "Stateless")]
    [InlineData("src/ApSpec.Cli/ApSpec.Cli.csproj", "FsCheck")]
    [InlineData("src/ApSpec.Cli/ApSpec.Cli.csproj", "NotInTheTable")]
    [InlineData("tests/ApSpec.Rules.Tests/ApSpec.Rules.Tests.csproj", "BenchmarkDotNet")]
    public void A_package_in_the_wrong_room_is_found(string path, string package)
    {
        var project = ProjectFile.Parse(path, $"""<Project><PackageReference Include="{package}" /></Project>""", []);

        Assert.NotEmpty(Packages.Findings([project]));
    }

    [Fact]
    public void Assemblies_are_compiled_only_against_the_packages_they_may_use()
    {
        Judge.NoFindings(
            from assembly in ProductAssemblies.All
            from reference in assembly.GetReferencedAssemblies()
            let users = Allowed.CompiledAgainst.GetValueOrDefault(reference.Name!)
            where users is not null && !users.Contains(ProductAssemblies.ProjectOf(assembly))
            select $"{ProductAssemblies.ProjectOf(assembly)} is compiled against {reference.Name}; allowed are: {string.Join(", ", users)}");
    }

    [Fact]
    public void Notice_names_every_package_with_its_version()
    {
        var notice = RepoTree.Text("NOTICE");
        var versions = XDocument.Parse(RepoTree.Text("Directory.Packages.props")).Descendants("PackageVersion").ToArray();

        Assert.NotEmpty(versions);
        Judge.NoFindings(versions
            .Select(v => $"{v.Attribute("Include")!.Value} {v.Attribute("Version")!.Value} ")
            .Where(line => !notice.Contains(line, StringComparison.Ordinal))
            .Select(line => $"NOTICE lacks: {line}"));
    }
}
