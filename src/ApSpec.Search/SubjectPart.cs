using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Search.Threads;

namespace ApSpec.Search;

/// <summary>What a range of traces showed on a subject, before anything is shortened. The parts of two ranges next to each other make that of both.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="Campaigns">The campaigns, in the order of the request's scopes.</param>
/// <param name="Drawn">Random calls at once; null when only some rules are judged.</param>
public sealed record SubjectPart(Subject Subject, ImmutableArray<CampaignResult> Campaigns, DrawnThreads? Drawn)
{
    /// <summary>This and the part of the traces after these, of the same subject and scopes.</summary>
    public SubjectPart And(SubjectPart next) => this with
    {
        Campaigns = [.. Campaigns.Zip(next.Campaigns, (one, other) => one.And(other))],
        Drawn = Drawn is null ? null : Drawn.And(next.Drawn!),
    };
}
