using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Search.Threads;

namespace ApSpec.Report.Threads;

/// <summary>A finding of calls at once as one JSON object: a line of <c>check --format jsonl</c>.</summary>
/// <param name="Revision">The revision's name.</param>
/// <param name="AtOnce">The calls of each thread.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Seen">What the rule saw.</param>
/// <param name="IsDeadlock">Every call waits for another.</param>
/// <param name="Preemptions">Preemptions of the schedule.</param>
/// <param name="IsProven">No operation can be left out, and no schedule has fewer preemptions.</param>
/// <param name="Operations">The operations of the trace.</param>
/// <param name="Schedule">Its schedule.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="AlsoUsed">Other places where the same freed memory is used.</param>
/// <param name="Asan">The sanitizers' report on the trace by that schedule; left out when they were not run, or report nothing.</param>
public sealed record ThreadFindingJson(
    string Revision,
    IReadOnlyList<string> AtOnce,
    string Rule,
    string Severity,
    string Seen,
    bool IsDeadlock,
    int Preemptions,
    bool IsProven,
    IReadOnlyList<string> Operations,
    string Schedule,
    string Scope,
    IReadOnlyList<string> AlsoUsed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SanitizerReport? Asan = null)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One for each finding.</summary>
    public static IEnumerable<ThreadFindingJson> From(ThreadOutcome outcome) => outcome.Findings.Select(found => new ThreadFindingJson(
        outcome.Subject.Name, [.. found.Finding.Trace.Threads.Select(calls => string.Join("; ", calls.Calls))], found.Finding.Violation.Rule.Id,
        CauseWords.Of(Severities.Of(found.Finding.Violation.Rule)), found.Finding.Violation.Text, found.Finding.Violation.IsDeadlock, found.Finding.Preemptions,
        found.IsProven, [.. found.Finding.Trace.Operations.Select(op => op.ToString())], found.Finding.Trace.Schedule!.ToString(), found.Finding.Trace.Scope.ToString(),
        [.. found.Elsewhere.Select(finding => finding.Violation.Evidence.Used).OfType<string>()], found.Sanitizer));

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>True when a line is such an object, and not a finding of a sequence.</summary>
    public static bool IsOne(string line) => line.StartsWith("{\"revision\":", StringComparison.Ordinal) && line.Contains("\"atOnce\":", StringComparison.Ordinal);
}
