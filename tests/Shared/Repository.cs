namespace ApSpec.Tests;

/// <summary>The checkout the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(at.FullName, "ApSpec.sln")))
                return at.FullName;
        }

        throw new InvalidOperationException($"the tests do not run inside a checkout: no ApSpec.sln above {AppContext.BaseDirectory}");
    }
}
