using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Search.Locks;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Runs campaigns and shortening for one subject, in this process or in others.</summary>
public interface ICheckEngine
{
    /// <summary>What is checked.</summary>
    Subject Subject { get; }

    /// <summary>A campaign in one scope; <paramref name="progress"/> gets traces and steps done so far.</summary>
    CampaignResult Campaign(Scope scope, ImmutableArray<Rule> rules, CampaignOptions options, Action<long, long>? progress);

    /// <summary>Shortens each hit quickly and finds its first violation; the hits of a group are of one rule.</summary>
    ImmutableArray<Draft> Draft(ImmutableArray<ImmutableArray<CampaignHit>> groups, TimeLimit? time, Action<Rule>? progress);

    /// <summary>The simplest finding of each group of drafts.</summary>
    ImmutableArray<Finding> Shorten(ImmutableArray<DraftGroup> groups, SearchLimits limits, Action<Rule>? progress);

    /// <summary>Each order of locks with a shorter trace, where there is one. The traces of calls at once stay as they are.</summary>
    ImmutableArray<SeenOrder> ShortenOrders(ImmutableArray<SeenOrder> orders, TimeLimit? time);

    /// <summary>Searches of schedules.</summary>
    IThreadEngine Threads(ImmutableArray<Rule> rules);
}
