using System.Collections.Immutable;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Races;

/// <summary>
/// Results of race runs, kept beside the library: the driver before a change has mostly been run already. Only complete runs are kept.
/// </summary>
/// <param name="library">The library.</param>
/// <param name="scopes">The scopes of the run.</param>
/// <param name="options">Its traces.</param>
public sealed class RacesCache(string library, ImmutableArray<Scope> scopes, CampaignOptions options)
{
    private readonly KeptFile file = new(library, "races", [$"{options.Seed} {options.Traces} {options.LengthMax}", .. scopes.Select(scope => scope.ToString())]);

    /// <summary>The run; null when it was not done, or its file is damaged.</summary>
    public RacesRun? Find() => file.Find<RacesRun, RacesRun>(run => run);

    /// <summary>Keeps a run, unless it was incomplete in some scope, or the directory is not writable.</summary>
    public void Keep(RacesRun run, int scopes)
    {
        if (run.Scopes.Count == scopes)
            file.Keep(run);
    }
}
