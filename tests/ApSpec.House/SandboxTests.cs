using System.Text.RegularExpressions;

namespace ApSpec.House;

/// <summary>A tree's code is a stranger's: nothing compiles, starts or loads it but what keeps it in the sandbox.</summary>
public sealed class SandboxTests
{
    [Fact]
    public void Processes_and_libraries_are_started_and_loaded_in_their_places_alone()
    {
        var files = RepoTree.FilesEnding(".cs", "src/", "spec/", "generators/");

        Assert.NotEmpty(files);
        Judge.NoFindings(files.SelectMany(f => Findings(f, RepoTree.Lines(f))));
    }

    [Fact]
    public void Each_place_does_what_it_may()
    {
        Judge.NoFindings(
            from place in Allowed.DangerousFiles
            from allowed in place.Value
            where !All(RepoTree.Lines(place.Key)).Any(found => found.Name == allowed.Name)
            select $"{place.Key}: may but does not: {allowed.Name}");
    }

    [Fact]
    public void What_loads_a_driver_seals_its_process_before()
    {
        Judge.NoFindings(
            from place in Allowed.DangerousFiles
            where place.Value.Any(allowed => allowed.Name == "loads a driver")
            let text = RepoTree.Text(place.Key)
            let seal = text.IndexOf("Seal.Before(", StringComparison.Ordinal)
            where seal < 0 || seal > text.IndexOf("DriverLibrary.Load(", StringComparison.Ordinal)
            select $"{place.Key}: loads a driver without Seal.Before");
    }

    [Theory]
    [InlineData("using var p = Process.Start(start)!;")]
    [InlineData("var p = new System.Diagnostics.Process { StartInfo = start };")]
    [InlineData("var l = DriverLibrary.Load(path, out var error);")]
    [InlineData("NativeLibrary.TryLoad(path, out var handle);")]
    public void Another_place_is_found(string line) => Assert.Single(Findings("src/A.cs", ["", line]));

    private static IEnumerable<string> Findings(string path, string[] lines) =>
        from found in All(lines)
        where !Allowed.DangerousFiles.GetValueOrDefault(path, []).Any(allowed => allowed.Name == found.Name)
        select $"{path}:{found.Line}: {found.Name}: {found.Code}";

    private static IEnumerable<(int Line, string Name, string Code)> All(string[] lines) =>
        from numbered in lines.Index()
        let code = numbered.Item.Split("//")[0]
        from danger in Allowed.Dangerous
        where Regex.IsMatch(code, danger.Pattern)
        select (numbered.Index + 1, danger.Name, code.Trim());
}
