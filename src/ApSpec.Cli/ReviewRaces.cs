using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Races;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>
/// Runs both drivers once more, compiled so that each load and store is seen, to tell which accesses the change takes the common lock from.
/// </summary>
internal static class ReviewRaces
{
    // Which locks a call holds over an access depends on the call more than on the state: a few traces show it.
    private const int TracesMax = 100;

    /// <summary>Accesses without a common lock that were not there before; null when there was no time to build the drivers so.</summary>
    public static ImmutableArray<AccessPair>? Of(ReviewPair pair, ImmutableArray<Scope> scopes, ReviewOptions options, Sandbox sandbox)
    {
        try
        {
            var campaign = options.Campaign with { Traces = Math.Min(TracesMax, options.Campaign.Traces) };
            RacesRun Run(TreeFolder tree)
            {
                var built = RealDrivers.Library(tree, new BuildOptions(Commands.DriverCommand.Tool(sandbox)) { Flavour = Flavour.Race }).Built(tree.Name);
                var cache = new RacesCache(built.LibraryPath, scopes, campaign);
                if (cache.Find() is { } known)
                    return known;
                var run = RaceSearch.Run(built, Commands.WorkerCommandLine.Of(built, sandbox), scopes, campaign);
                cache.Keep(run, scopes.Length);
                return run;
            }

            var before = Run(pair.Base);
            return Run(pair.Driver).NewSince(before);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
