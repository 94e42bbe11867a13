using System.Collections.Immutable;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Races;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Finds accesses that lose their common lock by a change.</summary>
internal static class ReviewRaces
{
    /// <summary>
    /// New accesses without a common lock; null when there was no time for the builds. And the number of scopes in which not all traces were run on
    /// both, since time ran out or a trace killed the process.
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
