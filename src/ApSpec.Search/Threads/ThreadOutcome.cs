using System.Collections.Immutable;
using ApSpec.Check;

namespace ApSpec.Search.Threads;

/// <summary>What calls at once showed on a modelled revision.</summary>
/// <param name="Subject">The revision.</param>
/// <param name="Sets">Named sets of calls of which every schedule was searched.</param>
/// <param name="Random">Random sets of calls that were searched.</param>
/// <param name="Steps">Steps of all searches.</param>
/// <param name="Cut">Searches that were cut off by their budget or by a counter's cap.</param>
/// <param name="Findings">What was found, shortened, the worst first.</param>
public sealed record ThreadOutcome(ModelSubject Subject, int Sets, int Random, long Steps, int Cut, ImmutableArray<ShortestThreads> Findings)
{
    /// <summary>The findings that one trace shows by one schedule, together: the first of each is the worst.</summary>
    public ImmutableArray<ImmutableArray<ShortestThreads>> Causes =>
    [
        .. Findings.GroupBy(found => $"{found.Finding.Trace}").Select(same => same.ToImmutableArray()),
    ];
}
