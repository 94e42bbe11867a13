using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApSpec.Bench.Peers;

/// <summary>One line of a run: ours beside a peer's. Numbers that a row has not are null and are not written.</summary>
/// <param name="Name">What is compared, such as <c>exhaustive-vs-spin-1core</c>.</param>
/// <param name="Measure">What is measured: the engine alone or the whole process.</param>
/// <param name="Ours">ApSpec's median.</param>
/// <param name="Peer">The peer's median.</param>
/// <param name="Ratio">Median of the rounds' ratios; above 1 is better than the peer.</param>
/// <param name="Unit">Of ours and peer's.</param>
/// <param name="Note">The peer's mode, or why there is no verdict.</param>
/// <param name="States">States of an exhaustive search.</param>
/// <param name="Transitions">Transitions of an exhaustive search.</param>
/// <param name="Rounds">Rounds of which the figures are the median.</param>
/// <param name="Goal">The ratio, or the value of ours, that is aimed at.</param>
/// <param name="Machine">Where it was measured.</param>
internal sealed record BenchRow(
    string Name, string Measure, double? Ours, double? Peer, double? Ratio, string Unit, string? Note, long? States, long? Transitions,
    int Rounds, string? Goal, string Machine)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The row as one JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Written);

    /// <summary>The row of one JSON object.</summary>
    public static BenchRow FromJson(string line) =>
        JsonSerializer.Deserialize<BenchRow>(line, Written) ?? throw new InvalidDataException($"no row: {line}");

    /// <summary>A number with three significant digits.</summary>
    public static string Show(double? value)
    {
        if (value is not { } number)
            return "-";
        var digits = number == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(number))), 0, 6);
        return number.ToString("N" + digits, CultureInfo.InvariantCulture);
    }
}
