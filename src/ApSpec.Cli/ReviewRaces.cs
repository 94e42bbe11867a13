using System.Collections.Immutable;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Races;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Which accesses a change takes the common lock from.</summary>
internal static class ReviewRaces
{
    /// <summary>Accesses without a common lock that were not there before; null when there was no time to build the drivers so.</summary>
    public static ImmutableArray<AccessPair>? Of(ReviewPair pair, ImmutableArray<Scope> scopes, ReviewOptions options, Sandbox sandbox)
    {
        try
        {
            var before = RacesOf.Tree(pair.Base, scopes, options.Campaign, sandbox);
            return RacesOf.Tree(pair.Driver, scopes, options.Campaign, sandbox).NewSince(before);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
