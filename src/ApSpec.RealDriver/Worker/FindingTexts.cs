using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Museum;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Converts hits and findings to plain data for the pipe and back.</summary>
internal static class FindingTexts
{
    public static HitData ToData(CampaignHit hit) => new(hit.Rule.Id, hit.Shape, hit.Seed, hit.Trace.ToString(), hit.Trigger.IsRefused);

    public static CampaignHit HitOf(HitData data)
    {
        var trace = TraceOf(data.Trace);
        return new CampaignHit(RuleOf(data.Rule), TriggerOf(trace, data.IsRefused), data.Shape, data.Seed, trace);
    }

    public static FindingData ToData(Finding finding)
    {
        var found = finding.Counterexample;
        return new FindingData(found.Rule.Id, finding.Seed, finding.FoundIn.ToString(), finding.FoundLength, found.Trace.ToString(),
            found.Trigger.IsRefused, found.Minimality.ToString(), found.ProofStates, [.. found.Steps.Select(StepTexts.ToData)], found.Path, found.Guest,
            [.. finding.Reservations.Select(reservation => StepTexts.ToData(reservation, []))], finding.Origin, finding.Outside);
    }

    public static Finding FindingOf(Subject subject, FindingData data)
    {
        var trace = TraceOf(data.Trace);
        var counterexample = new Counterexample(subject, RuleOf(data.Rule), TriggerOf(trace, data.IsRefused), trace,
            Enum.Parse<Minimality>(data.Minimality), data.ProofStates)
        {
            Steps = StepTexts.StepsOf(trace, data.Steps),
            Path = StepTexts.Plain(data.Path),
            Guest = StepTexts.GuestOf(data.Guest),
        };
        return new Finding(counterexample, data.Seed, ScopeOf(data.FoundIn), data.FoundLength, [.. data.Reservations.Select(StepTexts.ReservationOf)])
        {
            Outside = StepTexts.Plain(data.Outside),
            Origin = data.Origin is { } origin ? DraftTexts.OriginOf(origin, trace) : null,
        };
    }

    /// <summary>Checks that a report answers its order, and that the rules and traces it names exist.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void Demand(WorkerReport report, WorkerOrder order)
    {
        if (report.Error is not null || report.NotLoaded is not null)
            return;
        var isAnswer = (report.Campaign is not null) == (order.Campaign is not null) && (report.Finding is not null) == (order.Shorten is not null)
            && report.Drafts?.Count == order.Draft?.Hits.Count
            && (report.Replay is not null) == (order.Replay is not null) && (report.Trial is not null) == (order.Trial is not null)
            && (report.Aim is not null) == (order.Aim is not null) && (report.Threads is not null) == (order.Threads is not null)
            && (report.LockStep is not null) == (order.LockStep is not null) && (report.ThreadLockStep is not null) == (order.ThreadLockStep is not null)
            && (report.Confirm is not null) == (order.Confirm is not null) && report.Orders?.Count == order.Orders?.Seen.Count;
        if (!isAnswer
            || report.Campaign?.Hits.All(hit => hit is not null && IsFinding(hit.Rule, hit.Trace)) == false
            || (report.Trial is { } trial && !IsTrial(trial, order.Trial!))
            || (report.Finding is { } finding && !(IsFinding(finding.Rule, finding.Trace)
                && ScopeText.Parse(finding.FoundIn, out _) is not null && Enum.TryParse<Minimality>(finding.Minimality, out _))))
            throw new InvalidDataException();
        OrderTexts.OrdersOf(report.Orders ?? report.Campaign?.Orders ?? []);
        foreach (var draft in report.Drafts ?? [])
            DraftTexts.DraftOf(draft);
        if (report.Replay is { } replay)
            StepTexts.ReplayOf(TraceOf(order.Replay!.Trace), replay);
        if (report.Threads is { } threads)
            ThreadWork.Demand(order.Threads!, threads);
        foreach (var stretch in report.LockStep ?? [])
            LockStepTexts.StretchOf(stretch);
        if (report.ThreadLockStep is { } atOnce)
            LockStepTexts.PartOf(atOnce);
        ReportNumbers.Demand(report);
        if (report.Finding is { } recorded)
            DemandRecord(TraceOf(recorded.Trace), recorded);
    }

    // All that a text is made of.
    private static void DemandRecord(Trace trace, FindingData finding)
    {
        if (StepTexts.StepsOf(trace, finding.Steps).IsEmpty)
            throw new InvalidDataException();
        StepTexts.Plain(finding.Path);
        StepTexts.GuestOf(finding.Guest);
        foreach (var reservation in finding.Reservations)
            StepTexts.ReservationOf(reservation);
        if (finding.Origin is { } origin)
            DraftTexts.OriginOf(origin, trace);
    }

    private static bool IsTrial(TrialData trial, ReplayOrder order) =>
        trial.Results.All(result => result is not null) && trial.Results.Count <= TraceOf(order.Trace).Operations.Length
        && trial.Witnessed.All(rule => rule is not null)
        && trial.Violations.All(one => one is not null && one.Places.All(place => place is not null)
            && order.Rules.Contains(one.Rule) && one.Step > 0 && one.Step <= trial.Results.Count);

    /// <summary>True when a rule and a trace with operations are meant.</summary>
    public static bool IsFinding(string rule, string trace) => RuleBook.Find(rule) is not null
        && TraceFile.Parse("pipe", System.Text.Encoding.UTF8.GetBytes(trace), out _)?.Trace is { Operations.Length: > 0 };

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
