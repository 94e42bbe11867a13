using System.Text.Encodings.Web;
using System.Text.Json;
using ApSpec.Search.Museum;

namespace ApSpec.Report;

/// <summary>A known defect in a compiled driver as one JSON object.</summary>
/// <param name="Bug">The defect's id.</param>
/// <param name="Driver">The driver's name.</param>
/// <param name="Status"><c>still-there</c>, <c>mended</c> or <c>cannot-be-shown</c>.</param>
/// <param name="Title">What goes wrong.</param>
/// <param name="Suspected">True when the defect is known from reading alone.</param>
/// <param name="Rule">The rule that is violated; null when none is.</param>
/// <param name="Trace">The file name of the trace that was run; null when none was.</param>
/// <param name="Step">The step at which the defect shows or would show, or at which the trace had to stop; null when no trace was run.</param>
/// <param name="Operation">The operation of that step; null when the trace did not reach it.</param>
/// <param name="Where">The functions with file and lines; empty when no rule is violated or no place is known.</param>
/// <param name="Fix">The fix, in words.</param>
/// <param name="FixedBy">The commits that fix it; empty when none is known.</param>
/// <param name="Cve">Its CVE; null when none is known.</param>
/// <param name="Why">The grounds of the verdict.</param>
public sealed record MuseumDriverJson(
    string Bug, string Driver, string Status, string Title, bool Suspected, string? Rule, string? Trace, int? Step, string? Operation,
    IReadOnlyList<string> Where, string Fix, IReadOnlyList<string> FixedBy, string? Cve, string Why)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The verdict as data.</summary>
    public static MuseumDriverJson From(string driver, DriverCell cell) => new(
        cell.Exhibit.Id, driver, Word(cell.Status), cell.Exhibit.Title, cell.Exhibit.IsSuspected, cell.Rule, cell.Trace, cell.Step, cell.Operation,
        cell.Places, cell.Exhibit.Fix, cell.Exhibit.FixedBy, cell.Exhibit.Cve, cell.Why);

    /// <summary>The last line of a driver: the number of defects for each status.</summary>
    public static string Summary(string driver, IReadOnlyCollection<DriverCell> cells) => JsonSerializer.Serialize(
        new
        {
            Kind = "summary",
            Driver = driver,
            StillThere = cells.Count(cell => cell.Status == CellStatus.Found),
            Mended = cells.Count(cell => cell.Status == CellStatus.Absent),
            CannotBeShown = cells.Count(cell => cell.Status == CellStatus.CannotBeShown),
        }, Options);

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    private static string Word(CellStatus status) => status switch
    {
        CellStatus.Found => "still-there",
        CellStatus.Absent => "mended",
        CellStatus.CannotBeShown => "cannot-be-shown",
        _ => throw new InvalidOperationException($"unknown status {status}"),
    };
}
