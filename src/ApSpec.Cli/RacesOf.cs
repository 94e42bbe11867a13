using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Races;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Runs a tree's driver once more, compiled so that each load and store is seen, for accesses that have no lock in common.</summary>
internal static class RacesOf
{
    // Which locks a call holds over an access depends on the call more than on the state: a few traces show it.
    private const int TracesMax = 100;

    /// <summary>What it showed; what was run before is taken from the cache.</summary>
    /// <exception cref="OperationCanceledException">There was no time to build it.</exception>
    public static RacesRun Tree(TreeFolder tree, ImmutableArray<Scope> scopes, CampaignOptions options, Sandbox sandbox) =>
        Run(RealDrivers.Library(tree, Build(sandbox)).Built(tree.Name), scopes, options, sandbox);

    /// <summary>The same of the tree that a checked driver is of; null when its sources are others now, or there is no time.</summary>
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
