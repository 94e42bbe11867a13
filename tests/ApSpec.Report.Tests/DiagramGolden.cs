namespace ApSpec.Report.Tests;

/// <summary>The golden files in tests/golden/diagrams: compared exactly, rewritten when UPDATE_GOLDEN is 1.</summary>
internal static class DiagramGolden
{
    public static void AssertEqual(string file, string actual)
    {
        var path = Path.Combine(Folder(), file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"no golden file {path}: run the tests with UPDATE_GOLDEN=1");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ApSpec.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("no ApSpec.sln above the test");
        return Path.Combine(folder.FullName, "tests", "golden", "diagrams");
    }
}
