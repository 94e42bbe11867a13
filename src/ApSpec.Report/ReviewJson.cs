using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApSpec.Check.Threads;
using ApSpec.RealDriver.Races;
using ApSpec.RealDriver.Review;
using ApSpec.Report.Locks;
using ApSpec.Report.Threads;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>One thing that a review found, as a JSON object: a line of <c>--format jsonl</c>.</summary>
/// <param name="Kind"><c>new</c>, <c>mended</c>, <c>changed</c>, <c>differs</c>, <c>ends-otherwise</c>, <c>data-race</c>, <c>unlocked</c>, <c>same</c> or <c>not-judged</c>.</param>
/// <param name="Base">The tree before the change.</param>
/// <param name="Driver">The tree after it.</param>
public sealed record ReviewJson(string Kind, string Base, string Driver)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The rule of the simplest finding.</summary>
    public string? Rule { get; init; }

    /// <summary>All rules of the cause.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>The kind of operation that violates it, or after which the two differ.</summary>
    public string? Trigger { get; init; }

    /// <summary>The cause's name.</summary>
    public string? Cause { get; init; }

    /// <summary>Who can do it.</summary>
    public string? Who { get; init; }

    /// <summary>The places at which its call takes another path than a correct one.</summary>
    public IReadOnlyList<ReviewPlaceJson>? Where { get; init; }

    /// <summary>The operations of the trace.</summary>
    public IReadOnlyList<string>? Operations { get; init; }

    /// <summary>How many they are.</summary>
    public int? Length { get; init; }

    /// <summary>What is known of its length.</summary>
    public string? Minimal { get; init; }

    /// <summary>The trace's scope.</summary>
    public string? Scope { get; init; }

    /// <summary>The seed that found it.</summary>
    public ulong? Seed { get; init; }

    /// <summary>A text: how it changed, what differs, which accesses have no common lock, what was not judged.</summary>
    public string? Text { get; init; }

    /// <summary>For a difference, the cause that explains it; null when no rule is violated.</summary>
    public string? ExplainedBy { get; init; }

    /// <summary>For a difference, the model that agrees with the driver before the change; null when no model was run, or it disagrees.</summary>
    public string? Model { get; init; }

    /// <summary>Of calls at once, the schedule that shows it.</summary>
    public string? Schedule { get; init; }

    /// <summary>Its preemptions.</summary>
    public int? Preemptions { get; init; }

    /// <summary>The commit; null for none.</summary>
    public string? Commit { get; init; }

    /// <summary>The patch: its Message-ID, or its place; null for none.</summary>
    public string? Patch { get; init; }

    /// <summary>The commit that the patch applies to, from its mail.</summary>
    public string? BaseCommit { get; init; }

    /// <summary>Everything that was found, and the summary last, each as one line.</summary>
    public static IEnumerable<string> LinesOf(ReviewOutcome outcome) =>
    [
        .. outcome.Changes.Select(change => From(outcome, change).ToLine()),
        .. outcome.AtOnce.Select(change => From(outcome, change).ToLine()),
        .. outcome.Orders.Select(change => (Empty(outcome, KindOf(change.Kind)) with { Rule = "LOCK-03", Text = LockCycleText.SentenceOf(change.Cycle) }).ToLine()),
        .. outcome.Unruly.Select(text => (Empty(outcome, "new") with { Text = text }).ToLine()),
        .. outcome.Differences.Select(one => From(outcome, one).ToLine()),
        .. outcome.Ends.Select(end => FromEnd(outcome, end).ToLine()),
        .. outcome.DataRaces.Select(race => From(outcome, race).ToLine()),
        .. RaceWords.Sentences(outcome).Select(one => From(outcome, one.Place, one.Text).ToLine()),
        .. outcome.NotJudged.Select(text => (Empty(outcome, "not-judged") with { Text = text }).ToLine()),
        JsonSerializer.Serialize(ReviewSummaryJson.From(outcome), Options),
    ];

    private string ToLine() => JsonSerializer.Serialize(this, Options);

    private static ReviewJson From(ReviewOutcome outcome, CauseChange change)
    {
        var finding = change.Cause.Head;
        var found = finding.Counterexample;
        return Empty(outcome, KindOf(change.Kind)) with
        {
            Rule = found.Rule.Id,
            Rules = [.. change.Cause.Findings.Select(one => one.Counterexample.Rule.Id).Distinct()],
            Trigger = found.Trigger.ToString(),
            Cause = change.Cause.Name,
            Who = CauseWords.Of(change.Cause.Who),
            Where = [.. (finding.Origin?.Places ?? []).GroupBy(place => place.Function).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ReviewPlaceJson(group.Key, ReviewWords.FileOf(outcome, group.Key), group.Min(place => place.Line)))],
            Operations = [.. found.Trace.Operations.Select(op => op.ToString())],
            Length = found.Length,
            Minimal = MinimalityText.Word(found.Minimality),
            Scope = found.Trace.Scope.ToString(),
            Seed = finding.Seed,
            Text = change.Note,
        };
    }

    private static ReviewJson From(ReviewOutcome outcome, ThreadChange change)
    {
        var (finding, trace) = (change.Cause[0].Finding, change.Cause[0].Finding.Trace);
        return Empty(outcome, KindOf(change.Kind)) with
        {
            Rule = finding.Violation.Rule.Id,
            Rules = [.. change.Cause.Select(one => one.Finding.Violation.Rule.Id).Distinct()],
            Operations = [.. trace.Operations.Select(op => op.ToString())],
            Length = trace.Operations.Length,
            Scope = trace.Scope.ToString(),
            Text = finding.Violation.Text,
            Schedule = trace.Schedule!.ToString(),
            Preemptions = finding.Preemptions,
        };
    }

    private static ReviewJson From(ReviewOutcome outcome, ExplainedDifference one) => Empty(outcome, "differs") with
    {
        Trigger = OperationName(one.Difference),
        Operations = [.. one.Difference.Trace.Operations.Select(op => op.ToString())],
        Length = one.Difference.Trace.Operations.Length,
        Scope = one.Difference.Trace.Scope.ToString(),
        Text = ReviewWords.Of(one),
        ExplainedBy = one.By?.Cause.Name,
        Model = one.Model,
    };

    private static ReviewJson From(ReviewOutcome outcome, DataRace race) => Empty(outcome, "data-race") with
    {
        Operations = [.. race.Trace.Operations.Select(op => op.ToString())],
        Length = race.Trace.Operations.Length,
        Scope = race.Trace.Scope.ToString(),
        Text = DataRaceText.SentenceOf(race),
        Schedule = race.Trace.Schedule!.ToString(),
    };

    private static ReviewJson FromEnd(ReviewOutcome outcome, Difference end) => Empty(outcome, "ends-otherwise") with
    {
        Operations = [.. end.Trace.Operations.Select(op => op.ToString())],
        Length = end.Trace.Operations.Length,
        Scope = end.Trace.Scope.ToString(),
        Text = ReviewWords.OfEnd(end),
        Schedule = end.Trace.Schedule!.ToString(),
    };

    private static ReviewJson From(ReviewOutcome outcome, PairedAccess place, string text) => Empty(outcome, "unlocked") with
    {
        Where = [new ReviewPlaceJson(place.Function, ReviewWords.FileOf(outcome, place.Function), place.Line)],
        Text = text,
    };

    private static string OperationName(Difference difference) => Vocabulary.OperationSyntax.FormOf(difference.Trace.Operations[^1].Kind).Verb;

    private static ReviewJson Empty(ReviewOutcome outcome, string kind) => new(kind, outcome.Pair.Base.Name, outcome.Pair.Driver.Name)
    {
        Commit = outcome.Pair.Commit?.Id,
        Patch = outcome.Pair.Patch is { } patch ? patch.MessageId ?? patch.Place : null,
        BaseCommit = outcome.Pair.BaseCommit,
    };

    private static string KindOf(ChangeKind kind) => kind switch
    {
        ChangeKind.New => "new",
        ChangeKind.Mended => "mended",
        ChangeKind.Changed => "changed",
        ChangeKind.Same => "same",
        _ => throw new InvalidOperationException($"unknown kind {kind}"),
    };
}
