using System.Text.Encodings.Web;
using System.Text.Json;
using ApSpec.Check;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>A finding as one JSON object: a line of <c>--format jsonl</c> and of a golden matrix.</summary>
/// <param name="Revision">The revision's name.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Trigger">The kind of operation that violates it.</param>
/// <param name="Step">The step, from 1, that violates it.</param>
/// <param name="Operations">The operations of the counterexample.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Minimal"><c>proven</c>, <c>proven over own kinds</c> or <c>not proven</c>.</param>
/// <param name="Seed">The seed that found it.</param>
/// <param name="Scope">The counterexample's scope.</param>
/// <param name="Reservations">Unconfirmed facts behind it; null when all is confirmed.</param>
/// <param name="Model">For a model, the real code it was compared with, or that there was none; null for real code.</param>
/// <param name="Guest">What a guest or the host's administrator can do from then on; null for nothing.</param>
/// <param name="NotThisDriver">The file outside a compiled driver in which it goes wrong; null when the driver is to blame.</param>
/// <param name="Seen">For a failure that no rule judges: how the process died, or the result of the self-test; else null.</param>
/// <param name="Cause">The name of its cause: rule and kind of operation of the cause's first finding; null for a failure that no rule judges.</param>
/// <param name="Who">Who can do it.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="FollowsFrom">The step at which another rule is violated earlier; null when its own rule is first.</param>
/// <param name="Where">The functions in which its call takes another path than the nearest correct calls.</param>
/// <param name="Asan">The sanitizers' report on the trace; null when they were not run, or report nothing.</param>
public sealed record FindingJson(
    string Revision,
    string Rule,
    string Trigger,
    int Step,
    IReadOnlyList<string> Operations,
    int Length,
    string Minimal,
    ulong Seed,
    string Scope,
    IReadOnlyList<string>? Reservations = null,
    string? Model = null,
    IReadOnlyList<string>? Guest = null,
    string? NotThisDriver = null,
    string? Seen = null,
    string? Cause = null,
    string? Who = null,
    string? Severity = null,
    int? FollowsFrom = null,
    IReadOnlyList<string>? Where = null,
    SanitizerReport? Asan = null)
{
    /// <summary>In place of a rule's id: the process of the trace died or hung, or the driver cannot be loaded.</summary>
    public const string Death = "DEATH";

    /// <summary>In place of a rule's id: the compiled driver failed a check of its self-test. The check is named in place of the operation.</summary>
    public const string SelfTest = "SELF-TEST";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What a check found, cause by cause.</summary>
    public static IEnumerable<FindingJson> From(CheckOutcome outcome) =>
        outcome.NamedCauses.SelectMany(named => named.Cause.Findings.Select(finding => From(finding) with { Cause = named.Name }));

    /// <summary>The finding as data.</summary>
    public static FindingJson From(Finding finding)
    {
        var found = finding.Counterexample;
        return new FindingJson(found.Subject.Name, found.Rule.Id, found.Trigger.ToString(), found.Length,
            [.. found.Trace.Operations.Select(op => op.ToString())], found.Length, MinimalityText.Word(found.Minimality),
            finding.Seed, found.Trace.Scope.ToString(), finding.Reservations.IsEmpty ? null : [.. finding.Reservations.Select(ReservationText.Format)],
            (found.Subject as ModelSubject)?.Revision.Grounds,
            found.Guest.IsEmpty ? null : [.. found.Guest.Select(GuestText.Format)],
            finding.Outside, Who: CauseWords.Of(finding.Who), Severity: CauseWords.Of(Severities.Of(found.Rule)), FollowsFrom: finding.FollowsFrom,
            Where: CauseWords.Where(finding) is { IsEmpty: false } places ? places : null, Asan: finding.Sanitizer);
    }

    /// <summary>A trace that kills its process.</summary>
    public static FindingJson From(Subject subject, DeadTrace dead)
    {
        var operations = dead.Trace.Operations;
        var trigger = dead.IsLoading ? "load" : OperationSyntax.FormOf(operations[^1].Kind).Verb;
        return new FindingJson(subject.Name, Death, trigger, operations.Length, [.. operations.Select(op => op.ToString())],
            operations.Length, MinimalityText.Word(Minimality.CutOff), dead.Seed, dead.Trace.Scope.ToString(),
            Seen: dead.IsRepeatable ? dead.Cause : $"{dead.Cause}, not repeatable");
    }

    /// <summary>A check of the self-test that failed.</summary>
    public static FindingJson From(Subject subject, SelfTestCheck failed) =>
        new(subject.Name, SelfTest, failed.Name, 0, [], 0, MinimalityText.Word(Minimality.CutOff), 0, "", Seen: failed.Failure);

    /// <summary>Identifies a finding in a run.</summary>
    public (string Revision, string Rule, string Trigger, string? Cause) Key() => (Revision, Rule, Trigger, Cause ?? Seen);

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads a line; null with an error text when it is none.</summary>
    public static FindingJson? Parse(string line, out string error)
    {
        error = "";
        try
        {
            if (JsonSerializer.Deserialize<FindingJson>(line, Options) is { } finding)
                return finding;
            error = "not a finding: null";
            return null;
        }
        catch (JsonException e)
        {
            error = $"not a finding: {e.Message}";
            return null;
        }
    }
}
