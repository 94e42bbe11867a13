using System.Text.Encodings.Web;
using System.Text.Json;
using ApSpec.Search.Museum;

namespace ApSpec.Report;

/// <summary>A cell of the museum as one JSON object.</summary>
/// <param name="Bug">The defect's id.</param>
/// <param name="Revision">The revision's name.</param>
/// <param name="Status"><c>found</c>, <c>absent</c> or <c>cannot-be-shown</c>.</param>
/// <param name="Rule">The rule that was violated, or else judged; null when none was.</param>
/// <param name="Length">Operations of the shortest trace; null unless found.</param>
/// <param name="Minimal">What is known of the length; null unless found.</param>
/// <param name="Why">The grounds of the verdict.</param>
public sealed record MuseumJson(string Bug, string Revision, string Status, string? Rule, int? Length, string? Minimal, string Why)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The cell as data.</summary>
    public static MuseumJson From(MuseumCell cell)
    {
        var isFound = cell.Status == CellStatus.Found;
        var status = cell.Status switch
        {
            CellStatus.Found => "found",
            CellStatus.Absent => "absent",
            _ => "cannot-be-shown",
        };
        return new MuseumJson(cell.Exhibit.Id, cell.Revision, status, cell.Rule, isFound ? cell.Trace!.Operations.Length : null,
            isFound ? MinimalityText.Word(cell.Minimality) : null, MuseumText.Why(cell));
    }

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads a line; null with an error text when it is none.</summary>
    public static MuseumJson? Parse(string line, out string error)
    {
        error = "";
        try
        {
            if (JsonSerializer.Deserialize<MuseumJson>(line, Options) is { } cell)
                return cell;
            error = "not a cell of the museum: null";
        }
        catch (JsonException e)
        {
            error = $"not a cell of the museum: {e.Message}";
        }

        return null;
    }
}
