namespace ApSpec.RealDriver.Tests;

/// <summary>Finds the checkout the tests were built from.</summary>
internal static class Repository
{
    public static string File(string path)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(at.FullName, "ApSpec.sln")))
                return Path.Combine(at.FullName, path);
        }

        throw new InvalidOperationException("the tests do not run inside a checkout");
    }
}
