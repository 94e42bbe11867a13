namespace ApSpec.Report.Tests;

/// <summary>Pinned texts under <c>tests/golden</c>. <c>UPDATE_GOLDEN=1 dotnet test</c> writes them anew.</summary>
internal static class Golden
{
    public static void Check(string file, string actual)
    {
        var path = Path.Combine(Folder(), file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "ApSpec.sln")))
                return Path.Combine(at.FullName, "tests", "golden");
        }

        throw new InvalidOperationException("the tests do not run inside a checkout");
    }
}
