using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Races;
using ApSpec.RealDriver.Review;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>What a review did not judge, and why.</summary>
internal static class ReviewGaps
{
    /// <summary>Gaps of the two checks, and of traces of one that were run on the other driver.</summary>
    public static IEnumerable<string> Lines(CauseComparison comparison, CheckOutcome before, CheckOutcome after)
    {
        foreach (var finding in comparison.Unjudged)
            yield return $"{finding.Counterexample.Rule.Id} by {finding.Counterexample.Trigger}: its trace got no verdict on the other side";
        foreach (var campaign in before.Campaigns.Concat(after.Campaigns).Where(campaign => !campaign.IsComplete).DistinctBy(campaign => campaign.Scope))
            yield return $"only {campaign.Traces:N0} traces in {campaign.Scope}";
        foreach (var rule in RuleBook.All.Where(rule => before.IsWitnessed(rule.Id) && !after.IsWitnessed(rule.Id)))
            yield return $"{rule.Id}: its premise held before the change only";
    }

    /// <summary>Changed lines that no trace ran.</summary>
    public static IEnumerable<string> Lines(ChangedRun? lines) => lines is null ? ["changed lines: no time was left to build and run the driver that tells them"] : lines.NotRun.GroupBy(place => (place.Function, place.Line.File))
        .Select(place => $"not run by any trace: {place.Key.Function}, {Path.GetFileName(place.Key.File)}:{string.Join(", ", place.Select(one => one.Line.Number).Order())}");

    /// <summary>Data races of which it is not known whether they are new.</summary>
    public static IEnumerable<string> OfDataRaces(int left)
    {
        if (left > 0)
            yield return $"{left} data races that were not met before the change: the same calls could not be searched to the end there";
    }

    /// <summary>Ends of calls at once of which nothing is known.</summary>
    public static IEnumerable<string> OfEnds(int left)
    {
        if (left > 0)
            yield return $"{left} ways in which calls at once end that were not met before the change: the same calls could not be searched far enough there";
    }

    /// <summary>Cycles of locks of which nothing is known.</summary>
    public static IEnumerable<string> OfOrders(int left)
    {
        if (left > 0)
            yield return $"{left} cycles in the order of locks that only one side showed: calls at once could not be searched to the end on the other";
    }

    /// <summary>Locks over accesses.</summary>
    public static IEnumerable<string> OfRaces(ImmutableArray<AccessPair>? races, int scopesLeft) =>
        races is null ? ["locks over accesses: no time was left to build the drivers that tell them"]
        : scopesLeft > 0 ? [$"locks over accesses: not all traces were run on both in {scopesLeft} scopes"] : [];

    /// <summary>Operations and fields that only one of the drivers has.</summary>
    public static IEnumerable<string> OfOne(ImmutableArray<BuiltDriver> built, ReviewDifferences differences)
    {
        foreach (var verb in differences.Seen.SelectMany(seen => seen.LeftOut).Distinct().Order(StringComparer.Ordinal))
            yield return $"{verb}: only one of the two has it";
        var subject = new DriverSubject(built[0]);
        var both = new DriverDifference(built[0], built[1]);
        foreach (var field in differences.Seen.SelectMany(seen => subject.FieldsOf(seen.Scope)).Where(both.IsOfOne).Select(field => field.Name).Distinct().Order(StringComparer.Ordinal))
            yield return $"{field}, in the ledger: only one of the two has it, so it is not compared";
    }

    /// <summary>Functions without a fake that the drivers call, each with a trace that reaches it, if there is one.</summary>
    public static IEnumerable<string> OfStubs(ImmutableArray<BuiltDriver> built, ReviewDifferences differences)
    {
        foreach (var name in built.SelectMany(one => one.Missing).Select(function => function.Name).Distinct())
        {
            var reason = MissingFunction.ReasonOf(name);
            var met = differences.Seen.SelectMany(seen => seen.Cut).Where(cut => cut.Reason == reason).OrderBy(cut => TraceOrder.KeyOf(cut.Trace)).ToArray();
            if (met.Length > 0)
            {
                var (before, after) = (met.Any(cut => cut.IsBefore), met.Any(cut => cut.IsAfter));
                yield return $"{name}(), which nothing here stands for, is called {(before, after) switch
                {
                    (true, true) => "before and after the change",
                    (true, false) => "before the change",
                    _ => "after the change",
                }}: {string.Join("; ", met.OrderByDescending(cut => cut.IsAfter).First().Trace.Operations)}";
            }
        }

        foreach (var check in built.SelectMany(one => one.Unfinished).DistinctBy(check => (check.Name, check.Missing)))
            yield return $"self-test, {SelfTestText.Format(check)}";
    }
}
