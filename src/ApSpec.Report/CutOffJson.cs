using System.Collections.Immutable;
using System.Text.Json;
using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>A scope that a check did not finish, as one JSON object: a line of <c>--format jsonl</c>.</summary>
/// <param name="Revision">The revision's name.</param>
/// <param name="CutOff"><c>time</c>, <c>interrupted</c> or <c>deaths</c>.</param>
/// <param name="Scope">The scope.</param>
/// <param name="Traces">Traces run.</param>
/// <param name="Wanted">Traces that should have run.</param>
public sealed record CutOffJson(string Revision, string CutOff, string Scope, long Traces, int Wanted)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Each scope of a check that was not finished.</summary>
    public static ImmutableArray<CutOffJson> From(CheckOutcome outcome, int wanted, CutOffReason reason) =>
    [
        .. outcome.Campaigns.Where(campaign => !campaign.IsComplete).Select(campaign => new CutOffJson(
            outcome.Subject.Name, reason.ToString().ToLowerInvariant(), campaign.Scope.ToString(), campaign.Traces, wanted)),
    ];

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>True when a line is such an object, and not a finding.</summary>
    public static bool IsOne(string line) => line.StartsWith("{\"revision\":", StringComparison.Ordinal) && line.Contains("\"cutOff\":", StringComparison.Ordinal);
}
