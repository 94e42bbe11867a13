using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Between hits and findings and the plain data that crosses the pipe.</summary>
internal static class FindingTexts
{
    public static HitData Of(CampaignHit hit) => new(hit.Rule.Id, hit.Seed, hit.Trace.ToString(), hit.Trigger.IsRefused);

    public static CampaignHit HitOf(HitData data)
    {
        var trace = TraceOf(data.Trace);
        return new CampaignHit(RuleOf(data.Rule), TriggerOf(trace, data.IsRefused), data.Seed, trace);
    }

    public static FindingData Of(Finding finding)
    {
        var found = finding.Counterexample;
        return new FindingData(found.Rule.Id, finding.Seed, finding.FoundIn.ToString(), finding.FoundLength, found.Trace.ToString(),
            found.Trigger.IsRefused, found.Minimality.ToString(), found.ProofStates, finding.Reservations, finding.Guest);
    }

    public static Finding FindingOf(Subject subject, FindingData data)
    {
        var trace = TraceOf(data.Trace);
        var counterexample = new Counterexample(subject, RuleOf(data.Rule), TriggerOf(trace, data.IsRefused), trace,
            Enum.Parse<Minimality>(data.Minimality), data.ProofStates);
        return new Finding(counterexample, data.Seed, ScopeOf(data.FoundIn), data.FoundLength, data.Reservations) { Guest = [.. data.Guest] };
    }

    public static Trace TraceOf(string text) =>
        TraceFile.Parse("pipe", System.Text.Encoding.UTF8.GetBytes(text), out var error)?.Trace
        ?? throw new InvalidOperationException(error!.ToString());

    public static Scope ScopeOf(string text) =>
        ScopeText.Parse(text, out var error) ?? throw new InvalidOperationException(error);

    public static Rule RuleOf(string id) => RuleBook.Find(id) ?? throw new InvalidOperationException($"unknown rule {id}");

    public static ImmutableArray<Rule> RulesOf(IEnumerable<string> ids) => [.. ids.Select(RuleOf)];

    private static Trigger TriggerOf(Trace trace, bool isRefused) => Trigger.Of(
        trace.Operations[^1], isRefused ? StepResult.Of(Errno.EINVAL) : StepResult.Ok);
}
