namespace ApSpec.Bench.Peers;

/// <summary>The checkout that this program was built in.</summary>
internal static class RepoRoot
{
    public static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "ApSpec.sln")))
                return folder;
        }

        throw new BadInputException($"found no ApSpec.sln above {AppContext.BaseDirectory}: the benchmark needs a checkout");
    }
}
