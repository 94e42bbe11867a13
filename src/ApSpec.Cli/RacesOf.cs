using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Races;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Runs a tree's driver once more, in flavour race, to find accesses without a common lock.</summary>
internal static class RacesOf
{
    // The locks held over an access depend on the call more than on the state, so a few traces are enough.
    private const int TracesMax = 100;

    /// <summary>The accesses; a run from the cache is used if there is one.</summary>
    /// <exception cref="OperationCanceledException">There was no time to build it.</exception>
    public static RacesRun Tree(TreeFolder tree, ImmutableArray<Scope> scopes, CampaignOptions options, Sandbox sandbox) =>
        Run(RealDrivers.Library(tree, Build(sandbox)).Built(tree.Name), scopes, options, sandbox);

    /// <summary>The same for the tree of a checked driver; null when its sources have changed since, or there is no time.</summary>
    public static RacesRun? Checked(BuiltDriver driver, ImmutableArray<Scope> scopes, CampaignOptions options, Sandbox sandbox)
    {
        try
        {
            var library = RealDrivers.Library(TreeName.Parse(driver.Tree), Build(sandbox));
            return library.Manifest.SourcesHash == driver.SourceHash ? Run(library.Built(driver.Tree), scopes, options, sandbox) : null;
        }
        catch (Exception e) when (e is OperationCanceledException or InputException)
        {
            return null;
        }
    }

    private static BuildOptions Build(Sandbox sandbox) => new(Commands.DriverCommand.Tool(sandbox)) { Flavour = Flavour.Race };

    private static RacesRun Run(BuiltDriver built, ImmutableArray<Scope> scopes, CampaignOptions options, Sandbox sandbox)
    {
        var campaign = options with { Traces = Math.Min(TracesMax, options.Traces) };
        var cache = new RacesCache(built.LibraryPath, scopes, campaign);
        if (cache.Find() is { } known)
            return known;
        var run = RaceSearch.Run(built, Commands.WorkerCommandLine.Create(built, sandbox), scopes, campaign);
        cache.Keep(run, scopes.Length);
        return run;
    }
}
