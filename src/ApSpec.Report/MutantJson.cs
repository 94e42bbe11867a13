using System.Text.Encodings.Web;
using System.Text.Json;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>A mutant as one JSON object: a line of <c>mutate --format jsonl</c>.</summary>
/// <param name="Revision">The revision's name.</param>
/// <param name="Function">The kernel's function.</param>
/// <param name="Line">The line in the revision's file.</param>
/// <param name="Effect">The effect, such as <c>StorePqapHook</c>.</param>
/// <param name="Form"><c>drop</c> or <c>swap</c>.</param>
/// <param name="Status"><c>noticed</c>, <c>survived</c> or <c>no-difference</c>.</param>
/// <param name="Rule">The rule that notices it; null when none does.</param>
/// <param name="Trigger">The kind of operation at which the rule is violated; null without a rule.</param>
/// <param name="Length">Operations of the trace; 0 when there is none.</param>
/// <param name="Minimal"><c>proven</c> or <c>not proven</c>; null without a rule.</param>
/// <param name="Scope">The trace's scope; null when there is none.</param>
/// <param name="Operations">The trace.</param>
/// <param name="Traces">Traces that reach the effect.</param>
/// <param name="Differences">For a survivor: the differences after the last operation, the revision's value first.</param>
/// <param name="Mends">For a survivor: rules that the revision violates there and the mutant does not.</param>
public sealed record MutantJson(
    string Revision, string Function, int Line, string Effect, string Form, string Status, string? Rule, string? Trigger,
    int Length, string? Minimal, string? Scope, IReadOnlyList<string> Operations, int Traces, IReadOnlyList<string> Differences,
    IReadOnlyList<string> Mends)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The mutant as data.</summary>
    public static MutantJson From(Revision revision, MutantOutcome mutant) => new(
        revision.Name, KernelNames.Lookup(revision)(mutant.Mutation.Function), mutant.Mutation.Line, mutant.Mutation.What, FormOf(mutant.Mutation.Form),
        StatusOf(mutant.Status), mutant.Rule?.Id, mutant.Rule is null ? null : mutant.Trigger.ToString(),
        mutant.Trace?.Operations.Length ?? 0, mutant.Rule is null ? null : MinimalityText.Word(mutant.Minimality),
        mutant.Trace?.Scope.ToString(), [.. mutant.Trace?.Operations.Select(op => op.ToString()) ?? []], mutant.Traces,
        mutant.Differences, mutant.Mends);

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    internal static string FormOf(MutationForm form) => form == MutationForm.Drop ? "drop" : "swap";

    private static string StatusOf(MutantStatus status) => status switch
    {
        MutantStatus.Noticed => "noticed",
        MutantStatus.Survived => "survived",
        MutantStatus.NoDifference => "no-difference",
        _ => throw new InvalidOperationException($"unknown status {status}"),
    };
}
