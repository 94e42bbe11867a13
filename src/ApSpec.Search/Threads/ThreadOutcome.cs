using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;

namespace ApSpec.Search.Threads;

/// <summary>What calls at once showed on a subject.</summary>
/// <param name="Subject">A revision or a compiled driver.</param>
/// <param name="Bounds">How far it was searched.</param>
/// <param name="Sets">Named sets of calls that were searched.</param>
/// <param name="Random">Random sets of calls that were searched.</param>
/// <param name="Steps">Steps of all searches.</param>
/// <param name="Cut">Searches that were cut off by their budget or by a counter's cap.</param>
/// <param name="Findings">What was found, shortened, the worst first.</param>
public sealed record ThreadOutcome(Subject Subject, ThreadBounds Bounds, int Sets, int Random, long Steps, int Cut, ImmutableArray<ShortestThreads> Findings)
{
    /// <summary>Violations that were found and left out, since sequences show them, too.</summary>
    public int AlsoInSequences { get; init; }

    /// <summary>Pairs of calls that were searched.</summary>
    public int Pairs { get; init; }

    /// <summary>Random schedules of sets of which not every schedule was searched.</summary>
    public long RandomSchedules { get; init; }

    /// <summary>Accesses that two threads can make at the same time, each pair of functions once; of compiled drivers alone.</summary>
    public ImmutableArray<DataRace> Races { get; init; } = [];

    /// <summary>The ways in which calls end; empty when they are not kept.</summary>
    public ImmutableArray<ThreadEnd> Ended { get; init; } = [];

    /// <summary>The ways to take one lock under another that the schedules of the named sets and the pairs came by.</summary>
    public ImmutableArray<ShownEdge> Edges { get; init; } = [];

    /// <summary>Why nothing was searched; null when something was.</summary>
    public string? Refusal { get; init; }

    /// <summary>The findings that one trace shows by one schedule, together: the first of each is the worst.</summary>
    public ImmutableArray<ImmutableArray<ShortestThreads>> Causes =>
    [
        .. Findings.GroupBy(found => $"{found.Finding.Trace}").Select(same => same.ToImmutableArray()),
    ];
}
