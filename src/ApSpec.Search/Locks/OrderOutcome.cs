using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;

namespace ApSpec.Search.Locks;

/// <summary>The order of locks over all traces of a check.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="Seen">Each way to take two locks, with the first trace that showed it.</param>
/// <param name="Cycles">Cycles that no trace shows by itself, each with its shortened traces.</param>
/// <param name="Excluded">Cycles that a lock held at two of their places excludes.</param>
public sealed record OrderOutcome(Subject Subject, ImmutableArray<SeenOrder> Seen, ImmutableArray<LockCycle> Cycles, ImmutableArray<LockCycle> Excluded)
{
    /// <summary>Judges the orders that a check and its calls at once have shown. What one trace shows by itself is a finding of LOCK-03, and not told again.</summary>
    public static OrderOutcome From(ICheckEngine engine, CheckOutcome sequences, IEnumerable<SeenOrder> atOnce, TimeLimit? time)
    {
        ImmutableArray<SeenOrder> seen = [.. SeenOrder.First(sequences.Campaigns.SelectMany(campaign => campaign.Orders).Concat(atOnce))];
        var told = ToldBy(sequences);
        var all = LockCycles.In(seen);
        return new OrderOutcome(engine.Subject, seen,
            [.. all.Where(cycle => cycle.Gate is null && !told.Contains(cycle.Sign)).Select(cycle => cycle with { Orders = engine.ShortenOrders(cycle.Orders, time) })],
            [.. all.Where(cycle => cycle.Gate is not null && !told.Contains(cycle.Sign))]);
    }

    /// <summary>The orders of two classes that some cycle without a gate has, as <see cref="LettersOf"/>.</summary>
    public IReadOnlySet<string> Letters => LockCycles.In(Seen).Where(cycle => cycle.Gate is null).SelectMany(cycle => cycle.Orders)
        .Select(order => LettersOf($"{order.Edge.From} -> {order.Edge.To}")).ToHashSet();

    /// <summary>The classes of an order, without the guest or mdev: <c>H -> K</c>.</summary>
    public static string LettersOf(string order) => string.Join(" -> ", order.Split(" -> ").Select(one => string.Concat(one.TakeWhile(char.IsAsciiLetter))));

    /// <summary>The cycles that a trace shows by itself, by their signs.</summary>
    internal static ImmutableHashSet<string> ToldBy(CheckOutcome sequences) =>
        [.. sequences.Findings.SelectMany(Threads.KnownSigns.Of).Where(known => known.Rule == Rule).Select(known => known.Sign)];

    /// <summary>The cycles of some traces that a lock excludes wherever they are met, by their signs.</summary>
    internal static ImmutableHashSet<string> ExcludedIn(IEnumerable<CampaignResult> campaigns) =>
        [.. LockCycles.In(campaigns.SelectMany(campaign => campaign.Orders)).GroupBy(cycle => cycle.Sign).Where(same => same.All(cycle => cycle.Gate is not null)).Select(same => same.Key)];

    /// <summary>True for a finding on the order of locks of which each cycle is one of <paramref name="excluded"/>.</summary>
    internal static bool IsExcluded(Finding finding, IReadOnlySet<string> excluded) => IsOfOrder(finding)
        && Threads.KnownSigns.Of(finding).Where(known => known.Rule == Rule).All(known => excluded.Contains(known.Sign));

    /// <summary>True for a finding on the order of locks in one trace.</summary>
    internal static bool IsOfOrder(Finding finding) => finding.Counterexample.Rule.Id == Rule && !finding.Counterexample.Steps.IsEmpty;

    /// <summary>The rule that judges the order of locks in one trace.</summary>
    internal const string Rule = "LOCK-03";
}
