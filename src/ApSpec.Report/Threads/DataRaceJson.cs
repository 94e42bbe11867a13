using System.Text.Encodings.Web;
using System.Text.Json;
using ApSpec.Check.Threads;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Threads;

/// <summary>A data race as one JSON object: a line of <c>check --format jsonl</c>.</summary>
/// <param name="Revision">The driver's name.</param>
/// <param name="DataRace">The two accesses.</param>
/// <param name="Operations">The operations of a trace that leads there.</param>
/// <param name="Schedule">Its schedule.</param>
/// <param name="Scope">Its scope.</param>
public sealed record DataRaceJson(string Revision, IReadOnlyList<RacingAccessJson> DataRace, IReadOnlyList<string> Operations, string Schedule, string Scope)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One for each race.</summary>
    public static IEnumerable<DataRaceJson> From(ThreadOutcome outcome) => outcome.Races.Select(race => new DataRaceJson(
        outcome.Subject.Name, [Of(race.First), Of(race.Second)], [.. race.Trace.Operations.Select(op => op.ToString())],
        race.Trace.Schedule!.ToString(), race.Trace.Scope.ToString()));

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>True when a line is such an object.</summary>
    public static bool IsOne(string line) => line.StartsWith("{\"revision\":", StringComparison.Ordinal) && line.Contains("\"dataRace\":", StringComparison.Ordinal);

    private static RacingAccessJson Of(RacingAccess access) => new($"{ThreadName.Of(access.Thread)}: {access.Call with { Thread = 0 }}", access.What, access.Bytes, access.Place, access.Held);
}
