using System.Text.Encodings.Web;
using System.Text.Json;
using ApSpec.Search.Locks;

namespace ApSpec.Report.Locks;

/// <summary>A cycle in the order of locks over all traces as one JSON object: a line of <c>check --format jsonl</c>.</summary>
/// <param name="Revision">The revision's name.</param>
/// <param name="LockCycle">The classes of locks, the first again at the end.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Orders">Each lock taken under the one before it.</param>
public sealed record LockCycleJson(string Revision, string LockCycle, string Rule, IReadOnlyList<LockOrderJson> Orders)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>One for each cycle.</summary>
    public static IEnumerable<LockCycleJson> From(OrderOutcome outcome) => outcome.Cycles.Select(cycle => new LockCycleJson(
        outcome.Subject.Name, cycle.Path, "LOCK-03", [.. cycle.Orders.Select(order => LockOrderJson.From(order, outcome.Subject.Era))]));

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>True when a line is such an object, and not a finding of one trace.</summary>
    public static bool IsOne(string line) => line.StartsWith("{\"revision\":", StringComparison.Ordinal) && line.Contains("\"lockCycle\":", StringComparison.Ordinal);
}
