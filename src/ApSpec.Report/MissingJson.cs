using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;

namespace ApSpec.Report;

/// <summary>A function without a fake that a tree calls, as one JSON object: a line of <c>--format jsonl</c>.</summary>
/// <param name="Driver">The driver's name.</param>
/// <param name="Missing">The function.</param>
/// <param name="CalledAt">File and line of the tree; null when unknown.</param>
/// <param name="Fake">The shim's file for a fake of it.</param>
/// <param name="Traces">Traces that ended there without a verdict.</param>
public sealed record MissingJson(string Driver, string Missing, string? CalledAt, string Fake, long Traces)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>All of a driver's.</summary>
    public static ImmutableArray<MissingJson> From(BuiltDriver built, IReadOnlyDictionary<string, long> reached) =>
    [
        .. built.Missing.Select(function => new MissingJson(built.Name, function.Name, function.Place, $"Shim/{function.FakeFile}",
            reached.GetValueOrDefault(MissingFunction.ReasonOf(function.Name)))),
    ];

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);
}
