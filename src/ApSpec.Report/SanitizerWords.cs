using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>A sanitizer report on a trace, in words.</summary>
public static class SanitizerWords
{
    /// <summary>In one line: <c>asan: heap-use-after-free in F (file:line), freed in G</c>.</summary>
    public static string Short(SanitizerReport report) =>
        $"asan: {report.Kind}{In(report.At, place => $"{Named(place)}({Path.GetFileName(place.File)}:{place.Line})")}"
        + Part(report.FreedBy, "freed", place => place.Function) + Part(report.FreedBy is null ? report.AllocatedBy : null, "allocated", place => place.Function);

    /// <summary>With the access, and where the memory was freed and allocated.</summary>
    public static string Long(SanitizerReport report) =>
        $"asan: {report.Kind}{(report.Access is { } access ? $", {access}" : "")}{In(report.At, Full)}"
        + Part(report.FreedBy, "freed", Full) + Part(report.AllocatedBy, "allocated", Full);

    private static string In(SanitizerPlace? place, Func<SanitizerPlace, string> text) => place is null ? "" : $" in {text(place)}";

    private static string Part(SanitizerPlace? place, string verb, Func<SanitizerPlace, string> text) => place is null ? "" : $", {verb} in {text(place)}";

    private static string Full(SanitizerPlace place) => $"{Named(place)}({place.File}:{place.Line})";

    private static string Named(SanitizerPlace place) => place.Function.Length == 0 ? "" : $"{place.Function} ";
}
