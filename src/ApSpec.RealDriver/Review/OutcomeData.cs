using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.RealDriver.Review;

/// <summary>The result of a check in the form that is kept in a file: campaigns without their hits, and the findings of each cause.</summary>
/// <param name="Campaigns">The campaigns, in the order of the scopes.</param>
/// <param name="Causes">The findings of each cause.</param>
internal sealed record OutcomeData(IReadOnlyList<CampaignData> Campaigns, IReadOnlyList<IReadOnlyList<FindingData>> Causes)
{
    public static OutcomeData From(CheckOutcome outcome) => new(
        [.. outcome.Campaigns.Select(one => new CampaignData(one.Traces, one.Steps, one.CutBy, [], [.. one.Judged.Order(StringComparer.Ordinal)], [.. one.Witnessed.Order(StringComparer.Ordinal)], [.. one.Orders.Select(OrderTexts.ToData)]))],
        [.. outcome.Causes.Select(cause => (IReadOnlyList<FindingData>)[.. cause.Findings.Select(FindingTexts.ToData)])]);

    /// <summary>The outcome; null when the file is not one of this request.</summary>
    public CheckOutcome? Read(CheckRequest request, Subject subject)
    {
        if (Campaigns.Count != request.Scopes.Length || Causes.Any(cause => cause.Count == 0 || !cause.All(one => FindingTexts.IsFinding(one.Rule, one.Trace))))
            return null;
        return new CheckOutcome(
            subject,
            [
                .. Campaigns.Zip(request.Scopes, (one, scope) => new CampaignResult(scope, one.Traces, one.Steps,
                    one.CutBy.ToImmutableSortedDictionary(StringComparer.Ordinal), IsComplete: true, [], [.. one.Judged], [.. one.Witnessed])
                {
                    Orders = OrderTexts.OrdersOf(one.Orders),
                }),
            ],
            [.. Causes.Select(cause => new Cause(cause.Select(one => FindingTexts.FindingOf(subject, one)))).Order()]);
    }
}
