using System.Collections.Immutable;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Races;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Which accesses a change takes the common lock from.</summary>
internal static class ReviewRaces
{
    /// <summary>
    /// Accesses without a common lock that were not there before, null when there was no time to build the drivers so; and in how many scopes not all
    /// traces were run on both: no time was left, or one ends the process.
    /// </summary>
    public static (ImmutableArray<AccessPair>? Pairs, int ScopesLeft) Run(ReviewPair pair, ImmutableArray<Scope> scopes, ReviewOptions options, Sandbox sandbox)
    {
        try
        {
            var before = RacesOf.Tree(pair.Base, scopes, options.Campaign, sandbox);
            var after = RacesOf.Tree(pair.Driver, scopes, options.Campaign, sandbox);
            return (after.NewSince(before), scopes.Length - before.Scopes.Intersect(after.Scopes).Count);
        }
        catch (OperationCanceledException)
        {
            return (null, scopes.Length);
        }
    }
}
