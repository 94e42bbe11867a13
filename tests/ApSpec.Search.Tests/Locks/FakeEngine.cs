using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Search.Locks;
using ApSpec.Search.Tests.Review;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests.Locks;

/// <summary>Shows each order of a sequence again, and answers each search of schedules with the same.</summary>
internal sealed class FakeEngine(Subject subject, ThreadExploration explored) : ICheckEngine
{
    public Subject Subject => subject;

    public ImmutableArray<SeenOrder> ShortenOrders(ImmutableArray<SeenOrder> orders, TimeLimit? time) => [.. orders.Select(order => order with { IsConfirmed = true })];

    public IThreadEngine Threads(ImmutableArray<Rule> rules) => new FakeThreads(explored);

    public CampaignResult Campaign(Scope scope, ImmutableArray<Rule> rules, CampaignOptions options, Action<long, long>? progress) => throw new NotSupportedException();

    public ImmutableArray<Draft> Draft(ImmutableArray<ImmutableArray<CampaignHit>> groups, TimeLimit? time, Action<Rule>? progress) => throw new NotSupportedException();

    public ImmutableArray<Finding> Shorten(ImmutableArray<DraftGroup> groups, SearchLimits limits, Action<Rule>? progress) => throw new NotSupportedException();
}
