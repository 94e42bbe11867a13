using System.Text.Json;
using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.Report.Tests;

/// <summary>A sanitizer's report where a finding is printed.</summary>
public sealed class SanitizerWordsTests
{
    private static readonly SanitizerReport Report = new("heap-use-after-free", "read of 8 bytes",
        new SanitizerPlace("find_owner", "drivers/s390/crypto/vfio_ap_ops.c", 196),
        new SanitizerPlace("release_dev", "drivers/s390/crypto/vfio_ap_ops.c", 787), null);

    private static Finding Sanitized => Cases.FindingOf(Cases.Kvm01) with { Sanitizer = Report };

    [Fact]
    public void A_line_says_what_where_and_who_freed_it() => Assert.Equal(
        "asan: heap-use-after-free in find_owner (vfio_ap_ops.c:196), freed in release_dev", SanitizerWords.Short(Report));

    [Fact]
    public void Without_a_free_a_line_says_who_allocated_it() => Assert.Equal(
        "asan: memory leak, allocated in probe",
        SanitizerWords.Short(new SanitizerReport("memory leak", null, null, null, new SanitizerPlace("probe", "a.c", 5))));

    [Fact]
    public void The_finding_has_the_whole_report_below_its_table() => Assert.Contains(
        "asan: heap-use-after-free, read of 8 bytes in find_owner (drivers/s390/crypto/vfio_ap_ops.c:196), freed in release_dev (drivers/s390/crypto/vfio_ap_ops.c:787)",
        string.Join(' ', FindingText.Format([Sanitized]).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    [Fact]
    public void The_summary_has_the_line_with_the_cause()
    {
        var found = Sanitized.Counterexample;

        var summary = SummaryText.Format(new CheckOutcome(found.Subject, [], [new Cause([Sanitized])]));

        Assert.Contains("     asan: heap-use-after-free in find_owner (vfio_ap_ops.c:196), freed\n       in release_dev\n", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("asan", SummaryText.Format(new CheckOutcome(found.Subject, [], [new Cause([Cases.FindingOf(found)])])), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_it_in_a_field_of_its_own()
    {
        using var json = JsonDocument.Parse(FindingJson.From(Sanitized).ToLine());

        var asan = json.RootElement.GetProperty("asan");

        Assert.Equal("heap-use-after-free", asan.GetProperty("kind").GetString());
        Assert.Equal(196, asan.GetProperty("at").GetProperty("line").GetInt32());
        Assert.Equal("release_dev", asan.GetProperty("freedBy").GetProperty("function").GetString());
        Assert.False(asan.TryGetProperty("allocatedBy", out _));
    }
}
