using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>
/// Looks for a defect with random traces in the scopes that a check samples. It is found when a shortened trace violates an
/// expected rule, and the same trace does not violate that rule in the driver without the defect.
/// </summary>
internal sealed class DefectSearch(DriverSubject baseline)
{
    private const int Traces = 250;
    private const int RoundsMax = 8;
    private const int LengthMax = 40;

    private readonly Dictionary<Scope, Judge> clean = [];

    /// <summary>Searches until an expected rule blames the defect, or the rounds are over.</summary>
    public DefectScore Find(SeededDefect defect, DriverSubject mutant)
    {
        var others = new SortedSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < RoundsMax; round++)
        {
            foreach (var scope in Plan.For(Era.OpenDevice, mutant.Own))
            {
                var options = new CampaignOptions(Seed: 1 + (ulong)(round * Traces), Traces: Traces, LengthMax: LengthMax);
                foreach (var hit in new Campaign(mutant, scope, RuleBook.All).Run(options).Hits.OrderBy(hit => defect.Expects(hit.Rule.Id) ? 0 : 1))
                {
                    var isExpected = defect.Expects(hit.Rule.Id);
                    if (!isExpected && (others.Contains(hit.Rule.Id) || Violates(hit.Trace, hit.Rule)))
                        continue;
                    if (!isExpected)
                        others.Add(hit.Rule.Id);
                    else if (!Violates(hit.Trace, hit.Rule))
                        return new DefectScore(defect, hit.Rule.Id, Smallest(hit, mutant), others);
                }
            }
        }

        return new DefectScore(defect, null, null, others);
    }

    // A check's own minimizer would leave the way to the defect for that to a defect of the driver, where that is shorter.
    private Trace Smallest(CampaignHit hit, DriverSubject mutant)
    {
        var judges = new Dictionary<Scope, Judge>();
        var smallest = hit.Trace;
        while (Shrink.Candidates(smallest).Select(Reproduced).FirstOrDefault(trace =>
            trace is not null && trace.Operations.Length <= smallest.Operations.Length && !Violates(trace, hit.Rule)) is { } smaller)
            smallest = smaller;
        return smallest;

        Trace? Reproduced(Trace trace)
        {
            if (!judges.TryGetValue(trace.Scope, out var judge))
                judges.Add(trace.Scope, judge = new Judge(mutant.Create(trace.Scope), RuleBook.All));
            return Reproduction.Find(judge, trace, hit.Rule, hit.Trigger)?.Trace;
        }
    }

    // The driver without the defect, on the same trace.
    private bool Violates(Trace trace, Rule rule)
    {
        if (!clean.TryGetValue(trace.Scope, out var judge))
            clean.Add(trace.Scope, judge = new Judge(baseline.Create(trace.Scope), RuleBook.All));
        return Reproduction.Find(judge, trace, rule) is not null;
    }
}
