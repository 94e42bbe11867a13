using System.Collections.Immutable;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Races;

/// <summary>
/// Looks for accesses without a common lock in a driver of flavour <see cref="Flavour.Race"/>. Calls run one after the other, so a pair means
/// that no lock orders the two accesses, not that they ever run at the same time.
/// </summary>
public static class RaceSearch
{
    // What is kept of each access takes many times the memory that the driver has.
    private const int QueuesMax = 1_024;

    /// <summary>Runs the traces of a campaign in each scope that the driver can run in.</summary>
    /// <exception cref="IOException">There is no room for the files that the processes share.</exception>
    public static RacesRun Run(BuiltDriver built, ToolCommand worker, IEnumerable<Scope> scopes, CampaignOptions options)
    {
        var subject = new DriverSubject(built);
        using var engine = new DriverEngine(subject, worker, options.Jobs);
        ImmutableArray<RaceOrder> orders =
        [
            .. scopes.Where(scope => scope.Queues <= QueuesMax && subject.Refusal(scope) is null)
                .Select(scope => new RaceOrder(scope.ToString(), options.Seed, (int)Math.Min(int.MaxValue, options.Traces), options.LengthMax)),
        ];
        var done = engine.Races(orders, options.Time);
        return new RacesRun(
            [.. done.SelectMany(data => data.Pairs).OrderBy(pair => pair.Scope, StringComparer.Ordinal).ThenBy(pair => pair.Seed).DistinctBy(pair => pair.Key)],
            [.. done.Where(data => data.Traces == options.Traces).Select(data => data.Scope)], done.Sum(data => (long)data.Traces));
    }
}
