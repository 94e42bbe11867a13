using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApSpec.RealDriver.Review;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>A difference between a driver and the model of its version, as one JSON object: a line of <c>check --format jsonl</c>.</summary>
/// <param name="Revision">The driver's name.</param>
/// <param name="BesideModel">The model.</param>
/// <param name="Text">The step, the driver's value, and the model's.</param>
/// <param name="Operations">The operations of the trace.</param>
/// <param name="Scope">Its scope.</param>
public sealed record BesideModelJson(string Revision, string BesideModel, string Text, IReadOnlyList<string> Operations, string Scope)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One for each difference.</summary>
    public static IEnumerable<BesideModelJson> From(string driver, ModelRun run, ImmutableArray<Difference> differences) => differences.Select(one => new BesideModelJson(
        driver, run.Name, BesideModelText.Format(run, one), [.. one.Trace.Operations.Select(op => op.ToString())], one.Trace.Scope.ToString()));

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>True when a line is such an object, and not a finding.</summary>
    public static bool IsOne(string line) => line.StartsWith("{\"revision\":", StringComparison.Ordinal) && line.Contains("\"besideModel\":", StringComparison.Ordinal);
}
